# $title

For content designers: a page of the type “$title” has sections, as any other page, and a number of its own. The block
“$title” shows a term with a short text; every page offers it.

For developers of frontends: `/api/v3/$name/` lists the public pages of the type, and the block looks like this:

```json
{"type": "$name", "value": {"term": "Prototype", "text": "<p>Something to try an idea with.</p>"}}
```
