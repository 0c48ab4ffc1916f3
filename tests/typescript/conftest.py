import pytest

from tests.typescript.tools import NODE, PROGRAMS, call, compile_sources


@pytest.fixture(scope="package")
def compiled(tmp_path_factory):
    """Call a function of a compiled module: ``compiled("frontend", "rebuild", page)``."""
    if not (NODE and PROGRAMS.exists()):
        pytest.skip("LEFT OUT: `.ci/lane typescript` installs what is needed here.")
    folder = tmp_path_factory.mktemp("typescript")
    compile_sources(folder)
    return lambda module, function, argument: call(folder, module, function, argument)
