// The editor's form of a stream that keeps blocks of missing types (blocks/tombstones.py): Wagtail's own, in which the
// type "tombstone" is known but not offered.
(() => {
  const { StreamBlockDefinition } = window.wagtailStreamField.blocks;

  class LastingStreamDefinition extends StreamBlockDefinition {
    constructor(name, groupedChildBlockDefs, initialChildStates, meta) {
      super(name, groupedChildBlockDefs, initialChildStates, meta);
      this.groupedChildBlockDefs = groupedChildBlockDefs
        .map(([group, definitions]) => [group, definitions.filter(({ name: type }) => type !== 'tombstone')])
        .filter(([, definitions]) => definitions.length > 0);
    }
  }

  window.telepath.register('blocks.LastingStream', LastingStreamDefinition);
})();
