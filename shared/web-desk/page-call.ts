import type { Role } from '#shared/cases/actor.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { DeskGlance } from '#shared/desk/desk-glance.ts'
import type { Frame, PartName } from '#shared/desk/pages/frame.ts'
import type { ApiResponse } from '#shared/http/problem.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { SignedIn } from './session-check.ts'

/** What an act met with, and what was typed for it: the page is shown again with both. */
export type ShownAct = {
	/** The act's path below its case, as its form names it. */
	readonly act: string
	readonly answer: ApiResponse
	readonly typed: readonly (readonly [string, string])[]
}

/** Who asks for a page, and for which. */
export type PageCall = SignedIn & {
	readonly params: Readonly<Record<string, string>>
	readonly query: Readonly<Record<string, string>>
	readonly act?: ShownAct | undefined
	/** Makes the frame of the page. `isWhole`: with the counts, which are dear. */
	readonly frame: (isWhole: boolean) => Promise<Frame>
	/** Returns what tells of news of the lists that they see, and of the page's case: read once for all that a call shows. */
	readonly glance: () => Promise<DeskGlance>
}

/** A part of a page: what it depends on is told before anything of it is rendered, and mostly it is no news. */
export type Part = {
	/**
	 * Returns a text that is another one as soon as the part may look otherwise; language, settings and address are minded
	 * beside it. Reads little, and before anything is read for rendering.
	 */
	readonly news: (call: PageCall) => Promise<string>
	readonly render: (call: PageCall) => Promise<Html>
}

/** A page, and the parts of it that are asked for again and again. */
export type PageRoute = {
	/** In hono's form. */
	readonly path: string
	/** For the log: a code, never the path that was asked. */
	readonly name: string
	/** The roles that see it. */
	readonly roles: readonly Role[]
	/** Returns the case that it shows, if it shows one; the same for good, so that it is known to whoever looks again. */
	readonly caseOf?: ((params: PageCall['params']) => Promise<CaseId>) | undefined
	readonly page: (call: PageCall) => Promise<Html>
	readonly parts?: Readonly<Partial<Record<PartName, Part>>> | undefined
}
