"""What a capable person would try first: the most similar name by TF-IDF, or by rapidfuzz. To compare with."""

from __future__ import annotations

from collections.abc import Sequence

from models.facts import Candidate, Catalogue, Mention, Outcome, Suggestion

# Thresholds at which each method has its best F1 on the packaged gold names, so the comparison favours it.
_TFIDF_FROM = 0.65
_RAPIDFUZZ_FROM = 0.73


class TfidfOnly:
    """The name or alias whose letter pairs and triples are most alike."""

    def __init__(self, catalogue: Catalogue) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._codes, texts = _names(catalogue)
        self._vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 3))
        self._vectors = self._vectorizer.fit_transform(texts)

    def match(self, mentions: Sequence[Mention]) -> list[Suggestion]:
        similar = (self._vectorizer.transform([one.name for one in mentions]) @ self._vectors.T).toarray()
        best = similar.argmax(axis=1)
        return [
            _suggestion(self._codes[at], float(row[at]), _TFIDF_FROM) for at, row in zip(best, similar, strict=True)
        ]


class RapidfuzzOnly:
    """The name or alias with the highest ``token_sort_ratio``."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._codes, texts = _names(catalogue)
        self._texts = [text.lower() for text in texts]

    def match(self, mentions: Sequence[Mention]) -> list[Suggestion]:
        from rapidfuzz import fuzz, process

        found = [process.extractOne(one.name.lower(), self._texts, scorer=fuzz.token_sort_ratio) for one in mentions]
        return [_suggestion(self._codes[at], score / 100, _RAPIDFUZZ_FROM) for _, score, at in found]


def _names(catalogue: Catalogue) -> tuple[list[str], list[str]]:
    named = [(one.code, one.name) for one in catalogue.indicators]
    named += [(alias.code, alias.text) for alias in catalogue.aliases]
    return [code for code, _ in named], [text for _, text in named]


def _suggestion(code: str, similarity: float, match_from: float) -> Suggestion:
    reasons = (f"kemiripan {similarity:.2f}".replace(".", ","),)
    if similarity >= match_from:
        return Suggestion(outcome=Outcome.MATCH, code=code, probability=similarity, reasons=reasons)
    nearest = Candidate(code=code, probability=similarity, reasons=reasons)
    return Suggestion(
        outcome=Outcome.NONE, code=None, probability=1 - similarity, reasons=reasons, alternatives=(nearest,)
    )
