package io.symbolon.testkit.simulation;

/** Ends what a node was doing when it crashed. */
final class NodeCrashed extends Error {
    private static final long serialVersionUID = 1L;

    NodeCrashed() {
        super("the node crashed", null, false, false);
    }
}
