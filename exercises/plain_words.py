"""Is this text plain enough for a patient?"""

import re

# Words that frighten, blame or promise too much, or that no good study backs.
AVOIDED = re.compile(
    r"\b(?:fire[ds]?|firing|switch(?:e[ds]|ing)?\s+(?:\w+\s+){0,3}off|amnesia|knots?"
    r"|releas\w*\s+toxins?|misalign\w*|damaged?|damaging|always|never)\b",
    re.IGNORECASE,
)
# How physios write among themselves: measures, muscles, Latin, signs, "3 x 12", "30 s", "4/10".
SHORTHAND = re.compile(
    r"\b(?:RPE|RIR|RDL|SLR|A?ROM|VAS|N?PRS|NRS|BFR|\d*-?RM|MVIC|SMD|EMG|RCT|TFL|ITB|L/R|G(?:Med|Max|Min)"
    r"|Ottawa|[Gg]rade? I+|reps?|Wdh|WH|(?:in )?[Rr]eserve)\b"
    r"|(?i:\b(?:(?:ab|ad)du[ck]t\w*|(?:in|e)version|(?:ex|in)ternal rotat\w*|(?:außen|innen)rotat\w*"
    r"|isometri\w*|piriformis|glut(?:eus|aeus)|medius|maximus|hamstrings?|labr(?:al|um)"
    r"|impingement|(?:uni|bi)lateral|supine|prone|proprio\w*|mobilisation)\b)"
    r"|\bw/|[≤≥<>→±°]|\d\s?[x×]\s?\d|\dx/|\d\s?(?:s|sec|h|min)\b|\b\d+-s\b|\d/10\b"
)
SOURCE_MARK = re.compile(r"\[S\d+\]")
WORD = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)?")
# A full stop inside a number ("2.6") ends nothing.
SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|\n+")
# "make", "makes", "helped" lose their e; "muscle", "muscles", "faces" and "lifted" keep it.
SILENT_E = re.compile(
    r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouyscxgzlh]es$|[aeiouy]les$|[^aeiouy]e(?=ly$|ful$)"
)
# Two vowels side by side that are said apart: "diagnosis", "react", "physio".
HIATUS = re.compile(r"i[ao](?!n)|eo(?=[lm])|rea(?=c)|[aeiouy]ing$")


def avoided_words(text: str) -> list[str]:
    """The words of a text that patients should not meet, in lower case and in order."""
    return [found.group().lower() for found in AVOIDED.finditer(text)]


def shorthand_in(text: str) -> list[str]:
    """What of a text only a physio would understand, as it is written and in order."""
    return [found.group() for found in SHORTHAND.finditer(text)]


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade of plain text or Markdown; 0 when it has no words.

    A heading or a list item counts as a sentence. Syllables are estimated from the vowels, as
    usual for this formula, so compare grades to half a grade and no closer.
    """
    prose = plain_prose(text)
    sentences = [part for part in SENTENCE_END.split(prose) if WORD.search(part)]
    words = WORD.findall(prose)
    if not words:
        return 0.0
    syllables = sum(syllables_in(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def plain_prose(markdown: str) -> str:
    """The text as it is read: no source marks, addresses or Markdown signs."""
    prose = SOURCE_MARK.sub("", markdown)
    prose = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", prose)
    prose = re.sub(r"^\s*(?:#+|[-*]|\d+\.)\s+", "", prose, flags=re.MULTILINE)
    return prose.replace("*", "")


def syllables_in(word: str) -> int:
    """About how many syllables an English word has; a number counts as one."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    vowels = len(re.findall(r"[aeiouy]+", letters))
    vowels -= len(SILENT_E.findall(letters))
    vowels += len(HIATUS.findall(letters))
    return max(vowels, 1)
