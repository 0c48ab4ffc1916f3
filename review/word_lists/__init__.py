"""Words on suicide and self-harm, and words to avoid, by language: one TOML file each.

A phrase is a row of words: ``a|b`` is one or the other, ``suicid*`` whatever begins so, ``own?``
may be missing, ``@self`` stands for a set. Case, accents, hyphens and apostrophes make no
difference; a phrase never reaches over the end of a sentence or a comma.
"""

from review.word_lists.lists import Unsafe, WordList, word_list

__all__ = ["Unsafe", "WordList", "word_list"]
