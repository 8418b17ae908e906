"""A shallow grammar of English news sentences: no model, only word lists, endings and neighbours.

- `lexicon`: the word lists: reporting verbs and nouns, what may follow them, inflections.
- `tagging`: tokens, and one letter a token for its part of speech.
- `clauses`: stretches between sentence boundaries as tagged tokens; a quotation is one token.
- `noun_phrases`: where a noun phrase begins and ends.
- `predicates`: verb groups, each with its subject.

Legend of the letters, in tags and in all patterns over them: `[DNEA#']+[VXMKHZ]` is a noun phrase
and a finite verb, `,R*V` a comma, adverbs and a past tense.

| letter | part of speech | letter | part of speech |
| --- | --- | --- | --- |
| D | determiner | M | modal |
| N | noun | H, K, Q | forms of have, be, do |
| E | proper name | V | past tense |
| A | adjective | Z | past tense or participle |
| # | number | U | participle |
| P, O | subject, object pronoun | G | -ing form |
| ' | possessive mark | X | third person singular |
| T | that | B | base form |
| W, w | relative, question word | b, x | base or third person, or a noun |
| I, i, t | preposition, as/after/before ..., to | R, n | adverb, not |
| C, S | coordinator, subordinator | @ | quotation |
| , . ; : - ( ) | punctuation | ? | anything else |
"""
