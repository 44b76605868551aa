# $title

A plugin for Digital Skills CMS: a section block, a page type and an operation of the API.

```console
$$ pip install ./$name
```

installs it beside the CMS; `manage.py migrate` makes its tables. What it does is told in
[docs/$name.md](docs/$name.md). `CMS_PLUGINS_DISABLED=$name` starts the CMS without it, and loses nothing.

## Settings

| variable | default | what it is |
|---|---|---|
| `CMS_${NAME}_MOST` | `100` | How many pages `/api/v3/$name/` lists at most. |
