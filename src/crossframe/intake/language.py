"""Which language a text is in."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SAMPLE = 20_000  # characters
_LIKELY = 0.3
_UNLIKELY = 0.1
_NAMES = {
    "af": "Afrikaans",
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "bs": "Bosnian",
    "ca": "Catalan",
    "cs": "Czech",
    "cy": "Welsh",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "ga": "Irish",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "ms": "Malay",
    "nl": "Dutch",
    "no": "Norwegian",
    "nb": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovene",
    "sr": "Serbian",
    "sv": "Swedish",
    "th": "Thai",
    "tl": "Tagalog",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def foreign_language(text: str) -> str:
    """Name the language of a text that is not in English.

    Parameters
    ----------
    text
        The text of an article.

    Returns
    -------
    str
        The language in English, or its ISO 639 code if it is a rare one; empty if the text is in
        English or too short or too mixed to tell.

    Notes
    -----
    A naive Bayes model over byte sequences of 97 languages, shipped with py3langid (Lui and Baldwin
    2012, "langid.py: An Off-the-shelf Language Identification Tool", ACL). Another language counts
    if it is the likeliest, at 0.3 or more, and English has a probability below 0.1.

    Examples
    --------
    >>> foreign_language("Die alte Brücke ist wieder offen, sagte die Bürgermeisterin am Montag.")
    'German'
    >>> foreign_language("The old bridge is open again, the mayor said on Monday.")
    ''
    """
    ranked = _identifier().rank(text[:_SAMPLE])
    code, probability = ranked[0]
    english = dict(ranked)["en"]
    return _NAMES.get(code, code) if probability >= _LIKELY and english < _UNLIKELY else ""


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
