{% extends "pages/base_page.html" %}
{% block before_body %}<p>{{ page.number }}</p>{% endblock %}
