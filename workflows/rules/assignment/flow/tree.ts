/**
 * The spanning tree of the simplex method, hung from its root: every node but the root stands on an arc of the tree that
 * leads to or comes from its parent. Children are kept as linked lists, so that cutting and hanging take no time.
 */
export class Tree {
  readonly parent: Int32Array
  /** The tree's arc between a node and its parent. */
  readonly arc: Int32Array
  /** 1 when that arc leads from the node up to its parent, 0 when it comes down. */
  readonly up: Uint8Array
  readonly depth: Int32Array
  /** By node: the arcs on the way from the root have no reduced cost under these. */
  readonly potential: Float64Array
  readonly #first: Int32Array
  readonly #next: Int32Array
  readonly #previous: Int32Array

  constructor(
    size: number,
    readonly root: number,
  ) {
    this.parent = new Int32Array(size).fill(-1)
    this.arc = new Int32Array(size).fill(-1)
    this.up = new Uint8Array(size)
    this.depth = new Int32Array(size)
    this.potential = new Float64Array(size)
    this.#first = new Int32Array(size).fill(-1)
    this.#next = new Int32Array(size).fill(-1)
    this.#previous = new Int32Array(size).fill(-1)
  }

  hang(node: number, parent: number, arc: number, up: number): void {
    this.parent[node] = parent
    this.arc[node] = arc
    this.up[node] = up
    const first = this.#first[parent]!
    this.#previous[node] = -1
    this.#next[node] = first
    if (first >= 0) this.#previous[first] = node
    this.#first[parent] = node
  }

  #cut(node: number): void {
    const next = this.#next[node]!
    const previous = this.#previous[node]!
    if (previous >= 0) this.#next[previous] = next
    else this.#first[this.parent[node]!] = next
    if (next >= 0) this.#previous[next] = previous
  }

  /**
   * Takes the part below `top` from its parent and hangs it, by its node `at`, under `parent`: the way from `at` up to
   * `top` turns round.
   */
  regraft(top: number, at: number, parent: number, arc: number, up: number): void {
    let node = at
    let [newParent, newArc, newUp] = [parent, arc, up]
    for (;;) {
      const oldParent = this.parent[node]!
      const oldArc = this.arc[node]!
      const oldUp = this.up[node]!
      this.#cut(node)
      this.hang(node, newParent, newArc, newUp)
      if (node === top) return
      newParent = node
      newArc = oldArc
      newUp = 1 - oldUp
      node = oldParent
    }
  }

  /** Moves the potentials of a node and all below it, and counts their depths anew. */
  shift(top: number, by: number): void {
    const { parent, depth, potential } = this
    let node = top
    for (;;) {
      potential[node] = potential[node]! + by
      depth[node] = depth[parent[node]!]! + 1
      let follower = this.#first[node]!
      while (follower < 0) {
        if (node === top) return
        follower = this.#next[node]!
        node = parent[node]!
      }
      node = follower
    }
  }
}
