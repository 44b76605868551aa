"""Serializers that show nothing private, whatever a page type's ``api_fields`` name.

Wagtail's own follow every foreign key and every child relation, and give the address and title of their targets.
"""

import datetime
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import DateTimeField
from rest_framework.fields import Field
from rest_framework.relations import ManyRelatedField
from rest_framework.serializers import CharField
from wagtail.api.v2.serializers import (
    BaseSerializer,
    DetailUrlField,
    PageHtmlUrlField,
    PageSerializer,
    PageTypeField,
    RelatedField,
    TagsField,
    get_serializer_class,
)
from wagtail.fields import RichTextField
from wagtail.models import Page

from blocks.addresses import page_address
from blocks.rich_text import to_public_text
from cms.api.public import same_site, shown_page, shown_parent
from cms.api.relations import Reference, has_reference, is_public, reference

__all__ = ["PublicPageSerializer", "PublicSerializer", "SiteDetailUrlField"]


if TYPE_CHECKING:
    _Field = Field[Any, Any, Any, Any]
else:
    _Field = Field


class ReferenceField(_Field):
    """A relation to one page, image or document."""

    def to_representation(self, value: Any) -> Reference | None:
        """``value`` is the target."""
        return reference(value)


class ReferenceListField(_Field):
    """A relation to several pages, images or documents; those that are not public are left out."""

    def to_representation(self, value: Any) -> list[Reference]:
        """``value`` is the relation's manager."""
        return [shown for target in value.all() if (shown := reference(target)) is not None]


class PublicManyRelatedField(ManyRelatedField):
    """A relation to several objects of any other kind; those that are not public are left out."""

    def to_representation(self, iterable: Any) -> list[Any]:
        """``iterable`` holds the targets."""
        shown: list[Any] = super().to_representation(filter(is_public, iterable))
        return shown


class PublicRelatedField(RelatedField):
    """A relation to one object of any other kind."""

    def to_representation(self, value: Any) -> Any:
        """``value`` is the target."""
        return super().to_representation(value) if is_public(value) else None

    def use_pk_only_optimization(self) -> bool:
        """A key alone does not tell whether its object is public."""
        return False

    @classmethod
    def many_init(cls, *args: Any, **kwargs: Any) -> ManyRelatedField:
        """Django REST framework's hook for ``many=True``."""
        return PublicManyRelatedField(
            child_relation=cls(serializer_class=kwargs.pop("serializer_class"), read_only=True), read_only=True
        )


class PublicRichTextField(CharField):
    """Rich text as HTML, without links to what is not public."""

    def to_representation(self, value: Any) -> str:
        """``value`` is the stored text."""
        return to_public_text(super().to_representation(value), features=None)


class UniversalTimeField(_Field):
    """A moment, written as version 3 does: in UTC, to the millisecond."""

    def to_representation(self, value: datetime.datetime) -> str:
        """``value`` is the moment."""
        text: str = DjangoJSONEncoder().default(value.astimezone(datetime.UTC))
        return text


class PublicTagsField(TagsField):
    """The names of tags, in alphabetical order, from what the viewset has prefetched."""

    def to_representation(self, value: Any) -> list[str]:
        """``value`` is the tags' manager."""
        return sorted(tag.name for tag in value.all())


_standard_fields: dict[tuple[str, Any], tuple[Any, dict[str, Any]]] = {}


class PublicSerializer(BaseSerializer):
    """Of any object."""

    serializer_field_mapping = {
        **BaseSerializer.serializer_field_mapping,
        RichTextField: PublicRichTextField,
        DateTimeField: UniversalTimeField,
    }
    serializer_related_field = PublicRelatedField

    def build_standard_field(self, field_name: str, model_field: Any) -> Any:
        """Choose the serializer of a column: once, although serializers are made anew for each request."""
        known = _standard_fields.get((field_name, model_field))
        if known is None:
            known = _standard_fields[field_name, model_field] = super().build_standard_field(field_name, model_field)
        field_class, options = known
        return field_class, {**options}

    def build_relational_field(self, field_name: str, relation_info: Any) -> Any:
        """Choose the serializer of a relation for which ``api_fields`` states none."""
        if has_reference(relation_info.related_model):
            return (ReferenceListField if relation_info.to_many else ReferenceField), {"read_only": True}
        return super().build_relational_field(field_name, relation_info)

    def build_property_field(self, field_name: str, model_class: Any) -> Any:
        """Choose the serializer of what is no field; tags look like that."""
        field_class, options = super().build_property_field(field_name, model_class)
        return (PublicTagsField if field_class is TagsField else field_class), options


class SiteDetailUrlField(DetailUrlField):
    """The address of an object of one site in this API, which names the site where the request's host does not."""

    def get_attribute(self, instance: Any) -> str:
        """``instance`` is the object."""
        url: str = super().get_attribute(instance)
        page = instance if isinstance(instance, Page) else None
        return f"{url}{same_site(self.context['request'], page)}"


class PublicHtmlUrlField(PageHtmlUrlField):
    """The address of a page for readers."""

    def to_representation(self, page: Page) -> str | None:
        """``page`` is the page."""
        address = page_address(page)
        return address.url if address else None


class PageLinkSerializer(PageSerializer):
    """Of a page that another one names."""

    detail_url = SiteDetailUrlField(read_only=True)
    html_url = PublicHtmlUrlField(read_only=True)


class PageLinkField(_Field):
    """A page that another one names. Subclasses say which."""

    def to_representation(self, value: Page) -> Any:
        """``value`` is the page."""
        names = ["id", "type", "detail_url", "html_url", "title"]
        link = get_serializer_class(type(value), names, meta_fields=names[1:4], base=PageLinkSerializer)
        return link(context=self.context).to_representation(value)


class PublicParentField(PageLinkField):
    """The page above, when it is public and of the same site."""

    def get_attribute(self, instance: Any) -> Any:
        """``instance`` is the page."""
        return shown_parent(instance)


class PublicAliasOfField(PageLinkField):
    """The page that this one mirrors, when it is public."""

    def get_attribute(self, instance: Any) -> Any:
        """``instance`` is the page."""
        return shown_page(instance.alias_of)


class PublicPageSerializer(PublicSerializer, PageSerializer):
    """Of a page."""

    detail_url = SiteDetailUrlField(read_only=True)
    html_url = PublicHtmlUrlField(read_only=True)
    type = PageTypeField(read_only=True)  # stated again: that of PublicSerializer comes first
    parent = PublicParentField(read_only=True)
    alias_of = PublicAliasOfField(read_only=True)
