"""Under which names are static files served in production? Hashed, imports of modules included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_, IMPORTS = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns


class HashedStorage(CompressedManifestStaticFilesStorage):
    """A module of ours imports the version of its neighbours that it was released with.

    Only under js/: packages bring scripts whose comments look like imports.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = ("js/*.js", IMPORTS)
