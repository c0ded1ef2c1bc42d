"""The operator's side of the shared blacklist: `python -m bot.blacklist --help`."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import sys
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from bootstrap import build_blacklist, open_database, read_settings
from insurance.identifiers import Kind, NotOfThisKind
from insurance.partners import PartnerExists, ShownKey, UnknownPartner
from insurance.policies import SHANGHAI
from insurance.services import blacklist, matching, partners
from insurance.services.blacklist_parts import BlacklistParts

OPERATOR = "operator:"
NAME = 100  # characters
REFUSALS = (
    PartnerExists, UnknownPartner, NotOfThisKind, matching.TooManyKeys, matching.LastKey, matching.EntriesWouldBeLost,
    matching.UnknownKeyVersion,
)  # fmt: skip
Work = Callable[[BlacklistParts, argparse.Namespace, str], Awaitable[None]]


async def add(parts: BlacklistParts, told: argparse.Namespace, who: str) -> None:
    partner, key = await partners.add_partner(parts, told.name, who, told.per_minute, told.per_day)
    print(f"partner {partner.id} {partner.name}: {partner.per_minute} a minute, {partner.per_day} a day")
    _show(key)


async def rotate(parts: BlacklistParts, told: argparse.Namespace, who: str) -> None:
    key = await partners.rotate_key(parts, told.name, who, told.grace_days)
    days = parts.terms.key_grace_days if told.grace_days is None else told.grace_days
    print(f"the keys before this one go on working for {days} days")
    _show(key)


async def revoke(parts: BlacklistParts, told: argparse.Namespace, who: str) -> None:
    await partners.revoke_partner(parts, told.name, who)
    print("revoked, with every key; what it submitted stays")


async def quota(parts: BlacklistParts, told: argparse.Namespace, who: str) -> None:
    await partners.set_quota(parts, told.name, who, told.per_minute, told.per_day)
    print(f"{told.per_minute} a minute, {told.per_day} a day")


async def show_partners(parts: BlacklistParts, _told: argparse.Namespace, _who: str) -> None:
    now = parts.clock.now()
    for partner, keys in await partners.list_partners(parts):
        state = "" if partner.active else "  revoked"
        print(f"{partner.id}  {partner.name}  {partner.per_minute}/min  {partner.per_day}/day{state}")
        for key in keys:
            ends = (
                f"until {key.ends:%Y-%m-%d %H:%M} UTC" if key.ends and key.ends > now else "ended" if key.ends else ""
            )
            print(f"    {key.id}  sha256 {key.fingerprint}…  {key.created:%Y-%m-%d}  {ends}".rstrip())


async def usage(parts: BlacklistParts, told: argparse.Namespace, _who: str) -> None:
    today = parts.clock.today()
    for day in await partners.usage_report(parts, told.since or today - timedelta(days=30), told.until or today):
        print(f"{day.day.astimezone(SHANGHAI):%Y-%m-%d}  {day.name}  used {day.used}  listed {day.listed}")


async def show_keys(parts: BlacklistParts, _told: argparse.Namespace, _who: str) -> None:
    for key in await matching.keys_in_force(parts):
        async with parts.work.reading() as books:
            alone = await books.entries_only_under(key.version)
        print(f"version {key.version}: {alone} entries are known under this one only")


async def new_key(parts: BlacklistParts, _told: argparse.Namespace, who: str) -> None:
    version = await matching.new_matching_key(parts, who)
    print(f"matching key version {version} is in force beside the one before; partners fetch it themselves")


async def retire_key(parts: BlacklistParts, told: argparse.Namespace, who: str) -> None:
    await matching.retire_matching_key(parts, told.version, who, lose_entries=told.lose_entries)
    print("retired; what was hashed with it is erased")


async def hash_value(parts: BlacklistParts, told: argparse.Namespace, _who: str) -> None:
    """The number is read without being shown, so that it stays out of the shell's history."""
    value = getpass.getpass(f"{told.kind}: ") if sys.stdin.isatty() else sys.stdin.readline()
    for each in await matching.hashed(parts, [(Kind(told.kind), value)]):
        print(f'{{"kind": "{each.kind}", "key_version": {each.key_version}, "hash": "{each.hash}"}}')


async def tidy(parts: BlacklistParts, _told: argparse.Namespace, _who: str) -> None:
    print(f"{await blacklist.tidy(parts)} entries had come to their end")


def _show(key: ShownKey) -> None:
    print(f"key id  {key.id}\nsecret  {key.secret}\nThis is the only time the secret is shown: hand it over safely.")


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.blacklist", description="Partners and keys of the blacklist.")
    areas = parser.add_subparsers(required=True, metavar="AREA")

    def area(name: str, about: str) -> Callable[[str, Work, str], argparse.ArgumentParser]:
        commands = areas.add_parser(name, help=about).add_subparsers(required=True, metavar="COMMAND")

        def command(word: str, work: Work, what: str) -> argparse.ArgumentParser:
            made = commands.add_parser(word, help=what)
            made.set_defaults(work=work)
            return made

        return command

    of_partners = area("partners", "register insurers, their keys and quotas")
    adding = of_partners("add", add, "register one; its key is shown once")
    rotating = of_partners("rotate", rotate, "a new key; the old ones end after the days of grace")
    setting = of_partners("quota", quota, "set how many subjects it may ask about")
    for each in (adding, rotating, setting, of_partners("revoke", revoke, "out at once")):
        each.add_argument("name", type=_name)
    for each, needed in ((adding, False), (setting, True)):
        each.add_argument("--per-minute", type=_positive, required=needed)
        each.add_argument("--per-day", type=_positive, required=needed)
    rotating.add_argument("--grace-days", type=int)
    of_partners("list", show_partners, "who they are, without secrets")
    reporting = of_partners("usage", usage, "what each asked, day by day (Asia/Shanghai); the last 30 days")
    for name in ("--since", "--until"):
        reporting.add_argument(name, type=date.fromisoformat, metavar="YYYY-MM-DD")
    of_keys = area("keys", "the matching keys everybody hashes with")
    of_keys("list", show_keys, "versions in force")
    of_keys("new", new_key, "one more version; two at most are in force")
    retiring = of_keys("retire", retire_key, "end the older version and erase its hashes")
    retiring.add_argument("version", type=int)
    retiring.add_argument("--lose-entries", action="store_true", help="though some are known under it only")
    of_entries = area("entries", "the list itself")
    of_entries("tidy", tidy, "end what is over; the gateway does so by itself every ten minutes")
    hashing = of_entries("hash", hash_value, "hash a number read from the terminal, to search with")
    hashing.add_argument("kind", choices=[kind.value for kind in Kind])
    return parser.parse_args(arguments)


def _name(text: str) -> str:
    if not text.strip() or len(text) > NAME or not text.isprintable():
        raise argparse.ArgumentTypeError(f"give a name of 1 to {NAME} characters")
    return text.strip()


def _positive(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError("give a number from 1")
    return int(text)


async def run(arguments: list[str]) -> int:
    told, settings = read_arguments(arguments), read_settings()
    async with open_database(settings) as database:
        try:
            await told.work(build_blacklist(settings, database), told, OPERATOR + getpass.getuser())
        except REFUSALS as error:
            print(f"lingbao: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(run(sys.argv[1:])))
