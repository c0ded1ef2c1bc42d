"""The check digits and formats of identity documents, as the application asks for them: insurance's IdentityChecks."""

from __future__ import annotations

import re

from insurance.applications import WrongIdentity
from insurance.services.parts import IdNumber
from language.identifiers.identity import InvalidIdentity, WrongCheckDigit, WrongLength, check_id_number, check_phone


class DocumentChecks:
    """Implements insurance.services.parts.IdentityChecks."""

    def id_number(self, value: str) -> IdNumber:
        """Raises WrongIdentity."""
        if re.search(r"[A-WYZa-wyz]", value):
            raise WrongIdentity("not_an_id")
        try:
            holder = check_id_number(value)
        except WrongLength as error:
            raise WrongIdentity("wrong_length") from error
        except WrongCheckDigit as error:
            raise WrongIdentity("wrong_check_digit") from error
        except InvalidIdentity as error:
            raise WrongIdentity("impossible_birth_date") from error
        return IdNumber(holder.birth, holder.sex)

    def company_number(self, value: str) -> str:
        """The unified social credit code (GB 32100-2015) in its normal form. Raises WrongIdentity."""
        from stdnum.cn import uscc
        from stdnum.exceptions import ValidationError

        try:
            return str(uscc.validate(value))
        except ValidationError as error:
            raise WrongIdentity("wrong_company") from error

    def phone(self, value: str) -> str:
        """In E.164. Raises WrongIdentity."""
        try:
            return check_phone(value)
        except InvalidIdentity as error:
            raise WrongIdentity("wrong_phone") from error

    def same_name(self, read: str, known: str) -> bool:
        """Whether a name as printed on a document is the one known: spaces, case and a stroke between the parts of a
        name don't matter, and a Chinese name may stand in pinyin, family name first or last."""
        one, other = (_letters(text) for text in (read, known))
        if one == other:
            return True
        latin, chinese = (one, other) if one.isascii() else (other, one)
        return latin.isascii() and not chinese.isascii() and latin in _in_pinyin(chinese)


def _letters(name: str) -> str:
    name = re.sub(r"\s+(?:MR|MS|MRS|MISS|MSTR)$", "", name.strip().upper())
    return re.sub(r"[\s/·・.,'-]", "", name).casefold()


def _in_pinyin(name: str) -> set[str]:
    """The ways a passport or an airline writes a Chinese name."""
    from pypinyin import lazy_pinyin

    syllables = [one.replace("ü", "v") for one in lazy_pinyin(name)]
    return {"".join(syllables), "".join(syllables[1:] + syllables[:1]), "".join(syllables).replace("v", "yu")}
