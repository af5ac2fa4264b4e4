"""One sync from start to end: sign in, list, fetch in one thread, import in the other, sum up."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from runcoach.domain import units
from runcoach.garmin.sync.folders import GarminFolders
from runcoach.garmin.sync.protocol import Done, Failed, Job, LeftOut, Progress, Reason, Stage, Trouble
from runcoach.garmin.sync.state import SyncState
from runcoach.garmin.worker.account import Account, AccountError, NotFoundError, RateLimit
from runcoach.garmin.worker.cache_import import CacheImport
from runcoach.garmin.worker.config import RunnerConfig
from runcoach.garmin.worker.connection import Connection
from runcoach.garmin.worker.downloading import GarminFiles, NoDataError
from runcoach.garmin.worker.files_on_disk import ActivityFiles, activity_files, files_named
from runcoach.garmin.worker.output import Redaction
from runcoach.garmin.worker.plan import (
    ActivityItem,
    Item,
    NightItem,
    day_of,
    in_order,
    positions,
    wanted_activities,
    wanted_nights,
)

FIRST_SYNC = timedelta(days=365)
# As many failures in a row are not the fault of one activity or night.
FAILURES_IN_A_ROW = 3


class Sync:
    """One sync of one account into one cache."""

    def __init__(
        self, job: Job, connection: Connection, state: SyncState, imports: CacheImport, redaction: Redaction
    ) -> None:
        self._job = job
        self._connection = connection
        self._state = state
        self._imports = imports
        self._redaction = redaction
        folders = GarminFolders(Path(job.config_folder), Path(job.base_folder))
        self._config = RunnerConfig(folders, job.email, job.password)
        self._rate_limit = RateLimit(connection.wait, job.request_interval_s)
        self._fetched: queue.SimpleQueue[ActivityFiles | Path | None] = queue.SimpleQueue()
        self._trouble: AccountError | None = None
        self._complete = False

    def run(self) -> Done | Failed:
        """Runs the sync; what was fetched is imported even when Garmin ends the sync early."""
        waiting = self._state.wait_until
        if waiting is not None and waiting > datetime.now() and not self._job.insist:
            return self._failed(_still_waiting(waiting))
        try:
            files = self._signed_in()
        except AccountError as error:
            return self._failed(error)
        since = self._since()
        self._imports.settings()
        fetching = threading.Thread(target=self._fetch, args=(files, since), daemon=True)
        fetching.start()
        self._imports.leftovers()
        for batch in self._batches():
            self._imports.activities([each for each in batch if isinstance(each, ActivityFiles)])
            self._imports.nights([each for each in batch if isinstance(each, Path)])
        if self._trouble is not None:
            return self._failed(self._trouble)
        done = self._imports.done()
        if self._complete and not self._connection.is_cancelled:
            self._state.listed_since = since
            if done.is_complete:
                self._state.finished_at = datetime.now()
        return done

    def _signed_in(self) -> GarminFiles:
        self._connection.send(Progress(stage=Stage.SIGNING_IN))
        account = Account(self._config, self._connection.ask_code)
        files = GarminFiles(self._config, account)
        files.login()
        self._redaction.hide(account.display_name, account.full_name)
        self._state.wait_until = None
        return files

    def _since(self) -> date:
        since = self._job.since or self._state.since or self._job.today - FIRST_SYNC
        known = self._state.since
        self._state.since = since if known is None else min(since, known)
        return since

    def _batches(self) -> Iterator[list[ActivityFiles | Path]]:
        """What was fetched since the last batch; ends when fetching has ended or was cancelled."""
        while not self._connection.is_cancelled:
            try:
                first = self._fetched.get(timeout=0.2)
            except queue.Empty:
                continue
            batch: list[ActivityFiles | Path | None] = [first]
            while not self._fetched.empty():
                batch.append(self._fetched.get())
            yield [each for each in batch if each is not None]
            if None in batch:
                return

    def _fetch(self, files: GarminFiles, since: date) -> None:
        """The thread that asks Garmin: puts what it fetched into the queue, and None at the end."""
        try:
            self._complete = self._fetch_all(files, since)
        except AccountError as error:
            self._trouble = error
        except OSError as error:
            self._trouble = AccountError(
                Trouble.FOLDERS,
                f"{error.filename or self._job.base_folder} cannot be written: {error.strerror}.",
                "Check the free space and the folder's permissions, then sync again.",
            )
        except Exception:
            logging.getLogger("runcoach").exception("fetching")
            self._trouble = AccountError(
                Trouble.BROKEN, "The sync stopped on an unexpected error.", "Its log says more; sync again."
            )
        finally:
            self._fetched.put(None)

    def _fetch_all(self, files: GarminFiles, since: date) -> bool:
        """Returns whether nothing failed. Raises AccountError when it is useless to go on."""
        absent = self._state.absent()
        activities: list[ActivityItem] = []
        folder = Path(self._config.get_activities_dir())
        known = activity_files(folder)
        pages = wanted_activities(self._page_of(files), known, absent, since, self._state.listed_since)
        for missing in pages:
            activities += missing
            self._connection.send(Progress(stage=Stage.LISTING, done=len(activities)))
            if self._connection.is_cancelled:
                return False
            self._rate_limit.wait()
        items = in_order(activities, self._missing_nights(since, absent), self._job.today)
        failures, complete, began = 0, True, time.monotonic()
        for number, (item, (done, total)) in enumerate(zip(items, positions(items), strict=True)):
            if self._connection.is_cancelled:
                return False
            each_s = (time.monotonic() - began) / number if number else self._job.request_interval_s
            self._connection.send(
                Progress(
                    stage=Stage.ACTIVITIES if isinstance(item, ActivityItem) else Stage.NIGHTS,
                    done=done,
                    total=total,
                    what=item.what,
                    left_s=each_s * (len(items) - number),
                )
            )
            self._rate_limit.wait()
            failure = self._fetch_item(files, item, is_absent=_name(item) in absent)
            failures = failures + 1 if failure else 0
            complete = complete and failure is None
            if failure is not None and failures >= FAILURES_IN_A_ROW:
                raise failure
        return complete

    def _page_of(self, files: GarminFiles) -> Callable[[int], list[dict[str, Any]]]:
        """Reads pages of Garmin's list, and records the earliest day in them."""

        def page(start: int) -> list[dict[str, Any]]:
            found = files.list_page(start)
            days = [day for entry in found if (day := day_of(entry)) is not None]
            before = self._state.first_day
            if days and (before is None or min(days) < before):
                self._state.first_day = min(days)
            return found

        return page

    def _missing_nights(self, since: date, absent: frozenset[str]) -> list[NightItem]:
        folders = {Path(self._config.get_sleep_dir()), Path(self._config.get_rhr_dir())}
        pattern = r"(?:sleep|rhr|hrv)_\d{4}-\d\d-\d\d\.json"
        present = frozenset(file.stem for folder in folders for file in files_named(folder, pattern))
        # Before the first activity there was no watch.
        since = max(since, self._state.first_day or since)
        return wanted_nights(since, self._job.today, present, absent)

    def _fetch_item(self, files: GarminFiles, item: Item, *, is_absent: bool) -> AccountError | None:
        """None, or why it could not be fetched. Raises AccountError when Garmin must not be asked again."""
        try:
            if isinstance(item, ActivityItem):
                self._fetched.put(files.activity(item.entry, item.known, has_no_file=is_absent))
            else:
                fetch = {"sleep": files.sleep, "rhr": files.resting_hr, "hrv": files.hrv}[item.kind]
                self._fetched.put(fetch(item.day))
        except NoDataError:
            self._state.keep_absent(_name(item))
            if isinstance(item, ActivityItem):
                self._fetched.put(item.known)
        except NotFoundError as error:
            if isinstance(item, ActivityItem):
                self._imports.leave_out(LeftOut(item.what, Reason.DELETED, "Garmin no longer has it"))
            else:
                self._state.keep_absent(_name(item))
            logging.getLogger("runcoach").info("%s: %s", _name(item), error)
        except AccountError as error:
            if error.trouble in (Trouble.TOO_MANY_REQUESTS, Trouble.REVOKED):
                raise
            self._imports.leave_out(LeftOut(item.what, Reason.NOT_FETCHED, error.message))
            return error
        return None

    def _failed(self, error: AccountError) -> Failed:
        if error.until is not None:
            self._state.wait_until = error.until
        done = self._imports.done()
        return Failed(
            trouble=error.trouble,
            message=error.message,
            hint=error.hint,
            until=error.until,
            activities=done.activities,
            runs=done.runs,
            left=done.left,
        )


def _name(item: Item) -> str:
    return item.known.activity_id if isinstance(item, ActivityItem) else item.name


def _still_waiting(until: datetime) -> AccountError:
    return AccountError(
        Trouble.TOO_MANY_REQUESTS,
        f"Garmin asked to be left alone until {until:%H:%M} ({units.long_day(until)}).",
        "A try before that makes it longer.",
        until=until,
    )
