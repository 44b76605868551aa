{% load wagtailcore_tags %}
<dl class="$name"><dt>{{ value.term }}</dt><dd>{{ value.text }}</dd></dl>
