"""The spaCy pipeline for Indonesian reports: tokens, sentences, values by our number grammar, labelled cues, and what a
trained span model takes each value for.

The cues are data: ``cues.jsonl`` holds token patterns of spaCy's matcher for the kinds (TARGET, REALISASI, CAPAIAN,
BASELINE; CAPAIAN_HERE and CHANGE where the value follows at once) and for COMPARISON.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from extractor.narrative._cues import TOLD, Cue, Told
from extractor.narrative._grades import values_of
from extractor.narrative._masks import mask
from extractor.narrative._words import HOLDS_VALUE, SENTENCE_LEFT
from extractor.narrative.spans import second_opinion
from extractor.periods import find_year_mentions

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

Pattern = list[dict[str, Any]]
"""Tokens of spaCy's matcher; as mixed as JSON is."""
CUES = "cues"
"""Key of ``Doc.user_data``: for each sentence its cues."""
ALONGSIDE = frozenset({"CHANGE", "COMPARISON"})
"""Cues that stand beside a kind; kinds exclude each other."""
MOST_WORDS = 200_000
"""A vocabulary keeps each word and number it met: a worker that reads for months begins a new one from here on."""
SENTENCE_ENDS = frozenset(".!?")
_CLOSES = frozenset("\"”’)]'")
_OPENS = frozenset('"“([•')


def pipe(texts: Iterable[str]) -> Iterator[Doc]:
    """Each text with its sentences, values and cues."""
    if len(language().vocab.strings) > MOST_WORDS:
        language.cache_clear()
    docs: Iterator[Doc] = language().pipe(texts)
    return docs


@lru_cache(maxsize=1)
def language() -> Language:
    """The pipeline, built once. The tokens are Indonesian, less the 16,000 listed reduplications of spaCy's own
    tokenizer: ours never parts words at a hyphen, so that it needs no list, and is built in a hundredth of the time."""
    import spacy
    from spacy.language import Language
    from spacy.util import registry

    if not registry.has("tokenizers", "warisan.indonesian"):
        registry.tokenizers("warisan.indonesian", func=_tokenizer_factory)
    if not Language.has_factory("warisan_cues"):
        Language.component("warisan_sentences", func=bound_sentences)
        Language.component("warisan_values", func=find_values)
        Language.factory("warisan_cues", func=_cue_finder)
        Language.factory("warisan_spans", func=second_opinion)
    nlp = spacy.blank("id", config={"nlp": {"tokenizer": {"@tokenizers": "warisan.indonesian"}}})
    nlp.max_length = 10**8  # the limit is for parsers; nothing here grows faster than the text
    for name in ("warisan_sentences", "warisan_values", "warisan_cues", "warisan_spans"):
        nlp.add_pipe(name)
    return nlp


def _matcher(vocab: Vocab) -> Matcher:
    """The token patterns of ``cues.jsonl``. One whose first word is any of a list becomes a pattern a word: the matcher
    then tells by the word alone where a pattern may begin, and asks nothing more of most tokens."""
    from spacy.matcher import Matcher

    text = resources.files(__package__).joinpath("cues.jsonl").read_text("utf-8")
    patterns: dict[str, list[Pattern]] = defaultdict(list)
    for entry in (json.loads(line) for line in text.splitlines() if line.strip()):
        first, *rest = entry["pattern"]
        patterns[entry["label"]] += [[token, *rest] for token in _each_word(first)]
    matcher = Matcher(vocab)
    for label, together in patterns.items():
        matcher.add(label, together, greedy="LONGEST")
    return matcher


def _each_word(token: dict[str, Any]) -> list[dict[str, Any]]:  # as mixed as JSON is
    words = token.get("LOWER")
    if not isinstance(words, dict) or "IN" not in words:
        return [token]
    return [{**token, "LOWER": word} for word in words["IN"]]


def abbreviations() -> tuple[str, ...]:
    """Words whose full stop ends no sentence: ``No.``, ``Rp.``, ``a.n.``"""
    return tuple(json.loads(resources.files(__package__).joinpath("abbreviations.json").read_text("utf-8")))


def _tokenizer_factory() -> Callable[[Language], Tokenizer]:
    return _tokenizer


def _tokenizer(nlp: Language) -> Tokenizer:
    from spacy.lang.char_classes import LIST_ELLIPSES
    from spacy.symbols import ORTH
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    infixes = [
        *LIST_ELLIPSES,
        r"(?<=[a-zA-Z)])[,:;(=](?=[a-zA-Z0-9(])",
        r"(?<=[\w%])[/=](?=\w)",
        r"(?<=%)[-–]",
        r"[()]",
    ]
    forms = {form for word in abbreviations() for form in (word, word.capitalize(), word.upper())}
    return Tokenizer(
        nlp.vocab,
        rules={form: [{ORTH: form}] for form in sorted(forms)},
        prefix_search=compile_prefix_regex(nlp.Defaults.prefixes or []).search,
        suffix_search=compile_suffix_regex([*(nlp.Defaults.suffixes or []), r"(?<=[A-Z0-9%])\."]).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
    )


def bound_sentences(doc: Doc) -> Doc:
    """A sentence begins after a full stop with a space, before a capital, digit or bullet; not after an abbreviation
    (one token with its stop), a list number or a single letter."""
    for index, token in enumerate(doc):
        token.is_sent_start = not index or (bool(doc[index - 1].whitespace_) and _follows_stop(doc, index))
    return doc


def _follows_stop(doc: Doc, index: int) -> bool:
    before = index - 1
    while before > 0 and doc[before].text in _CLOSES and not doc[before - 1].whitespace_:
        before -= 1
    stop = doc[before].text
    if stop not in SENTENCE_ENDS or not _begins(doc, index):
        return False
    return stop != "." or not before or not _is_number_of_list(doc, before)


def _begins(doc: Doc, index: int) -> bool:
    text = doc[index].text
    if text in _OPENS and index + 1 < len(doc) and text != "•":
        text = doc[index + 1].text
    return text[0] == "•" or text[0].isdigit() or "A" <= text[0] <= "Z"


def _is_number_of_list(doc: Doc, index: int) -> bool:
    """``1.``, ``b.``: the token before the stop is a list's number, or a letter."""
    before = doc[index - 1]
    if before.whitespace_:
        return False
    alone = index < 2 or bool(doc[index - 2].whitespace_)
    return alone and ((len(before) <= 2 and before.is_digit) or (len(before) == 1 and before.is_alpha))


def find_values(doc: Doc) -> Doc:
    """What each sentence tells, by our own number grammar."""
    doc.user_data[TOLD] = [_told(sentence.text) for sentence in doc.sents]
    return doc


def _cue_finder(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Kinds, changes and comparisons of the sentences that tell a value; the others are not looked at."""
    matcher = _matcher(nlp.vocab)

    def find_cues(doc: Doc) -> Doc:
        doc.user_data[CUES] = [
            _cues(sentence, matcher) if told is not None else ()
            for sentence, told in zip(doc.sents, doc.user_data[TOLD], strict=True)
        ]
        return doc

    return find_cues


def _cues(sentence: Span, matcher: Matcher) -> tuple[Cue, ...]:
    """Of kinds that overlap the longest holds: ``rencana strategis`` is no ``rencana``."""
    names = sentence.vocab.strings
    found = sorted(((low, high, names[key]) for key, low, high in matcher(sentence)), key=lambda m: (m[0] - m[1], m[0]))
    taken: set[int] = set()
    cues = []
    for low, high, label in found:
        if label not in ALONGSIDE:
            if not taken.isdisjoint(range(low, high)):
                continue
            taken.update(range(low, high))
        last = sentence[high - 1]
        start = sentence[low].idx - sentence.start_char
        cues.append(Cue(start=start, end=last.idx + len(last) - sentence.start_char, label=label))
    return tuple(cues)


def _told(text: str) -> Told | None:
    """``None`` where a sentence tells no value: nothing after this looks at it."""
    if not HOLDS_VALUE.search(text):
        return None
    masked = mask(text)
    if SENTENCE_LEFT.search(masked):
        return None
    years = find_year_mentions(masked)
    values = values_of(masked, years)
    return Told(masked=masked, years=years, values=values) if values else None
