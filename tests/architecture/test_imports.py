from importlinter.cli import lint_imports

from tests.architecture.source import ROOT


def test_imports_keep_every_contract_of_pyproject() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, is_debug_mode=False) == 0
