/** Where a page may lead back to: our own pages only, whatever somebody wrote into a link. */

const START = '/desk/queue?view=now'

/**
 * Segments have no dots at their beginning, no escapes and no backslashes, so that nothing after this reads another path
 * out of them; the query may have escapes.
 */
const OWN = /^\/desk(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+(?:\?[A-Za-z0-9._~&=%+,:-]*)?(?:#[A-Za-z0-9_-]*)?$/
/** The steps of signing in and out, and what only a form calls. */
const NO_PAGES = /^\/desk\/(?:sign-in|signed-in|sign-out|assets|acts|looks)(?:[/?#]|$)|\/acts\//

const LONGEST = 1_000

/** Returns a path of the desk to go back to; `otherwise` for anything that is none. */
export const returnPathOf = (text: string | undefined, otherwise: string = START): string =>
	text !== undefined && text.length <= LONGEST && OWN.test(text) && !NO_PAGES.test(text) ? text : otherwise
