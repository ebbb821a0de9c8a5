"""How are the words in other languages edited? In a closed set of fields for each language."""

from django.contrib.admin.utils import flatten_fieldsets

from ..forms.translating import fits_in, name_in, other_languages


class TranslatedAdmin:
    """Stands before the admin of a translated model, whose form is a TranslatedForm."""

    def get_fieldsets(self, request, obj=None) -> list:
        fieldsets = [*super().get_fieldsets(request, obj)]
        if not self.has_change_permission(request, obj):
            return fieldsets
        shown = flatten_fieldsets(fieldsets)
        translated = [name for name in self.model.translated_fields() if name in shown]
        for language, name in other_languages().items():
            fields = [name_in(language, field) for field in translated]
            if obj and any(obj.is_stale_in(language, field) for field in translated):
                fields.append(fits_in(language))
            fieldsets.append((name, {"classes": ["collapse"], "fields": fields}))
        return fieldsets

    def get_form(self, request, obj=None, **kwargs) -> type:
        """The form makes these fields itself: the model has none of their names."""
        if "fields" not in kwargs:
            kwargs["fields"] = flatten_fieldsets(self.get_fieldsets(request, obj))
        if kwargs["fields"]:
            own = {field.name for field in self.opts.get_fields()} | {*self.form.declared_fields}
            kwargs["fields"] = [name for name in kwargs["fields"] if name in own]
        return super().get_form(request, obj, **kwargs)
