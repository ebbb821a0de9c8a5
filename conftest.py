"""What is offered to every test: the fixed cast, the demo clinic and a browser."""

pytest_plugins = ["patients.tests.fixtures", "physio_site.tests.browser"]
