import type { Role } from '#shared/cases/actor.ts'
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
}

/** A page, and the parts of it that are asked for again and again. */
export type PageRoute = {
	/** In hono's form. */
	readonly path: string
	/** For the log: a code, never the path that was asked. */
	readonly name: string
	/** The roles that see it. */
	readonly roles: readonly Role[]
	readonly page: (call: PageCall) => Promise<Html>
	readonly parts?: Readonly<Partial<Record<PartName, (call: PageCall) => Promise<Html>>>> | undefined
}
