"""Syncing with Garmin: asks for the login if there is none, shows how far it is, says what came of it.

The bar is the line above the footer while a sync runs. Removing it, or the screen that it is on, ends the
sync; the next one goes on from there.
"""

from contextlib import aclosing

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import var
from textual.widgets import ProgressBar, Static

from runcoach.domain.errors import CacheError
from runcoach.garmin.sync.folders import GarminFolders
from runcoach.garmin.sync.process import SyncProcess
from runcoach.garmin.sync.protocol import CodeNeeded, Done, Failed, Imported, Job, Progress, Stage, Trouble
from runcoach.garmin.sync.wording import progress_line, result_line
from runcoach.ui.messages import RecentRunsImported, RunsImported, SyncEnded, SyncingChanged
from runcoach.ui.remedies import error_words
from runcoach.ui.screens.connect import CodeScreen, ConnectScreen, Login
from runcoach.ui.screens.sync_summary import SyncSummaryScreen
from runcoach.ui.services import Services

LOGIN_TROUBLES = (Trouble.NOT_CONNECTED, Trouble.WRONG_PASSWORD, Trouble.REVOKED)


class SyncBar(Horizontal):
    """Hidden until ``begin``; posts RunsImported as runs come in, and SyncEnded at the end."""

    DEFAULT_CSS = """
    SyncBar {
        display: none;
        dock: bottom;
        height: 1;
        margin-bottom: 1;
        padding: 0 2;
        background: $panel;

        &.-syncing {
            display: block;
        }

        #sync-words {
            width: 1fr;
            height: 1;
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }

        ProgressBar {
            width: auto;
            margin-left: 2;
        }

        ProgressBar Bar {
            width: 20;
        }
    }
    """

    syncing: var[bool] = var(False, init=False)

    def __init__(self, services: Services, id: str) -> None:
        super().__init__(id=id)
        self._services = services
        self._process: SyncProcess | None = None
        self._email = ""
        self._is_quiet = False

    def compose(self) -> ComposeResult:
        """What is happening, and how far it is."""
        yield Static(id="sync-words")
        yield ProgressBar(show_eta=False, show_percentage=False)

    def watch_syncing(self, syncing: bool) -> None:
        """Comes and goes, and tells the footer."""
        self.set_class(syncing, "-syncing")
        self.post_message(SyncingChanged(syncing))

    def begin(self) -> None:
        """Syncs with the tokens or the login that there are, or asks for a login; one that runs goes on."""
        if self.syncing:
            self.notify("The sync is under way; escape stops it.", markup=False)
            return
        if self._services.sample:
            self.notify(
                "This is the example runner. Start runcoach-tui without --sample to connect your Garmin.",
                markup=False,
            )
            return
        try:
            folders = self._services.garmin_folders()
        except CacheError as error:
            self.notify(error_words(error), severity="error", markup=False)
            return
        settings = self._services.settings
        if folders.is_connected or (settings.garmin_username and settings.garmin_password):
            self._start(folders, None)
        else:
            self._ask_login(folders)

    def cancel(self, *, quietly: bool = False) -> None:
        """Stops within a second; SyncEnded follows, and a word for the runner unless quietly."""
        self._is_quiet = quietly
        if self._process is not None:
            self._say("Sync: stopping")
            self.run_worker(self._process.cancel(), group="cancel")

    def _ask_login(self, folders: GarminFolders, message: str = "") -> None:
        email = self._email or str(self._services.settings.garmin_username or "")

        def connect(login: Login | None) -> None:
            if login is not None:
                self._email = login.email
                self._start(folders, login)

        self.app.push_screen(
            ConnectScreen(folders, self._services.clock(), email=email, message=message), connect
        )

    def _start(self, folders: GarminFolders, login: Login | None) -> None:
        settings = self._services.settings
        job = Job(
            task="sync",
            config_folder=str(folders.config),
            base_folder=str(folders.base),
            state_folder=str(folders.state),
            today=self._services.clock(),
            email=login.email if login else str(settings.garmin_username or ""),
            password=str(login.password if login else settings.garmin_password or ""),
            since=login.since if login else None,
        )
        self.syncing, self._is_quiet = True, False
        self._say("Sync: starting")
        self.run_worker(self._listen(job, folders), name="sync", group="sync", exclusive=True)

    async def _listen(self, job: Job, folders: GarminFolders) -> None:
        self._process = process = SyncProcess(job)
        result: Done | Failed | None = None
        has_runs = False
        try:
            async with aclosing(process.messages()) as messages:  # type: ignore[type-var]
                async for message in messages:
                    match message:
                        case Progress():
                            self.show(message)
                            if message.stage is Stage.NIGHTS and has_runs:
                                self.post_message(RecentRunsImported())
                                has_runs = False
                        case Imported() if message.runs:
                            has_runs = True
                            self.post_message(RunsImported())
                        case CodeNeeded():
                            await process.send_code(await self.app.push_screen_wait(CodeScreen()))
                        case Done() | Failed():
                            result = message
                        case _:
                            pass
        finally:
            self._process = None
            self.syncing = False
        assert result is not None
        self.post_message(SyncEnded(result))
        if not self._is_quiet:
            self._show_result(result, folders)

    def _show_result(self, result: Done | Failed, folders: GarminFolders) -> None:
        """What came of it: a word, or more where something was left out or has to be done."""
        if isinstance(result, Failed) and result.trouble in LOGIN_TROUBLES:
            self._ask_login(folders, result_line(result))
        elif result.left:
            self.app.push_screen(SyncSummaryScreen(result))
        else:
            bad = isinstance(result, Failed)
            self.notify(result_line(result), severity="error" if bad else "information", markup=False)

    def show(self, progress: Progress) -> None:
        """How far it is, in words and as a bar."""
        self._say(f"Sync: {progress_line(progress)}")
        self.query_one(ProgressBar).update(total=progress.total or None, progress=progress.done)

    def _say(self, words: str) -> None:
        self.query_one("#sync-words", Static).update(Content(words))
