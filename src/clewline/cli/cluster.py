"""The workers of a Dask cluster, as an executor: ``--executor dask://HOST:PORT``."""

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from clewline.cli.exits import ENVIRONMENT, USAGE, Stop

if TYPE_CHECKING:
    from distributed import Client

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

_PATIENCE = 10
"""Seconds that a scheduler has to answer, and to find its first worker."""


@contextmanager
def opened_cluster(address: str) -> Iterator[Executor]:
    """The workers that the scheduler at ``address`` has, for as long as they are wanted. Ends the command
    when there are none, when they run another program, or when they are lost.
    """
    try:
        from distributed import Client
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker
    except ModuleNotFoundError as missing:
        raise Stop(
            USAGE, f"--executor needs {missing.name}; install it with: pip install 'clewline[dask]'"
        ) from None
    _hush()
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except OSError:
        raise Stop(
            ENVIRONMENT, f"no Dask scheduler answers at {address}: see whether `dask scheduler` runs there"
        ) from None
    with client:
        try:
            _greet(client, address)
            yield _Cluster(client)
        except (KilledWorker, CancelledError, CommClosedError):
            raise Stop(
                ENVIRONMENT,
                f"the cluster at {address} has lost the workers that the build needs, and nothing was "
                "published: see what they say, and build again",
            ) from None


def _hush() -> None:
    """What goes wrong is told in our words."""
    import logging
    import warnings

    warnings.filterwarnings("ignore", "Sending large graph")
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)


def _greet(client: "Client", address: str) -> None:
    """Ends the command unless there are workers, and all run the same program as this process."""
    from clewline.build.store import program_key

    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        raise Stop(
            ENVIRONMENT,
            f"the scheduler at {address} has no workers: start some with `dask worker {address}`",
        ) from None
    found = client.run(program_key, on_error="return")
    # A worker that is lost meanwhile concerns nobody, as long as there are others.
    told = {worker: key for worker, key in found.items() if not isinstance(key, OSError)}
    for worker, key in (told or found).items():
        if isinstance(key, Exception):
            message = f"the worker {worker} cannot run Clewline ({key}): install clewline[dask] there"
            raise Stop(ENVIRONMENT, message)
        if key != program_key():
            raise Stop(ENVIRONMENT, _other_program(worker))


def _other_program(worker: str) -> str:
    return (
        f"the worker {worker} has another version of Clewline, of Python or of a library than this machine, "
        "and would make other pages: install the same everywhere"
    )


class _Cluster(Executor):
    """Runs work on a cluster."""

    def __init__(self, client: "Client") -> None:
        from clewline.build.store import program_key

        self._client = client
        self._executor = client.get_executor(pure=False)
        self._program = program_key()
        self._shared: tuple[object, Any] = (None, None)

    def submit(
        self, work: Callable[Arguments, Result], /, *args: Arguments.args, **named: Arguments.kwargs
    ) -> Future[Result]:
        """See `Executor.submit`. A site is sent to the workers once, whatever is made of it."""
        from clewline.build.afar import SiteAfar

        sites = [arg for arg in args if isinstance(arg, SiteAfar)]
        rest = [arg for arg in args if not isinstance(arg, SiteAfar)]
        # A partial is passed on as it is; in lists of arguments Dask would look for values of its own.
        asked = partial(_run, self._program, partial(work, **named), rest)
        done: Future[Result] = self._executor.submit(asked, *map(self._held, sites))
        return done

    def _held(self, site: object) -> object:
        if self._shared[0] is not site:
            # A result, and not scattered: what a lost worker held is then made again from what was asked.
            self._shared = site, self._client.submit(partial(_same, site), pure=False)
        return self._shared[1]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """See `Executor.shutdown`."""
        self._executor.shutdown(wait, cancel_futures=cancel_futures)


def _same(site: Result) -> Result:
    return site


def _run(program: str, work: Callable[..., Result], rest: list[object], *sites: object) -> Result:
    """What a worker does. One that came later may have another program."""
    from clewline.build.store import program_key

    if program_key() != program:
        raise RuntimeError(_other_program("that has joined meanwhile"))
    return _lane().submit(work, *sites, *rest).result()


@lru_cache(maxsize=1)
def _lane() -> ThreadPoolExecutor:
    """The one thread of a worker that works for us: what we use is not made for several."""
    return ThreadPoolExecutor(1)
