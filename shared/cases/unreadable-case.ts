import type { Instant } from '#shared/kernel/clock.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { CaseId } from './keys.ts'
import type { CaseState } from './state.ts'

/**
 * A case that this release cannot read, because a newer one wrote a fact that it does not know: after a roll-back, or for
 * the minutes of a mixed deployment. What is told of it is what can be told without reading it.
 */
export type UnreadableCase = {
	readonly kind: 'unreadable'
	readonly id: CaseId
	/** The list in which it stands; open where nothing tells, so that somebody sees it. */
	readonly list: CaseState['state']
	readonly number?: string | undefined
	readonly waitingSince?: Instant | undefined
}

/** One of many cases. Whoever goes through them must say what becomes of one that cannot be read. */
export type CaseRow = { readonly kind: 'readable'; readonly state: CaseState } | UnreadableCase

/** This release does not understand the facts of the case. Nobody can act on it before the fix; nothing of it is lost. */
export class UnreadableCaseError extends ParkedError {
	override readonly name = 'UnreadableCaseError'
	readonly caseId: CaseId
	constructor(caseId: CaseId, options: { cause?: unknown } = {}) {
		super('caseUnreadable', options)
		this.caseId = caseId
	}
}

/** Awaits a step with one of many cases, and returns `unreadable` for one that cannot be read, so that it stops no other. */
export const unlessUnreadable = async <Result>(step: Promise<Result>): Promise<Result | 'unreadable'> => {
	try {
		return await step
	} catch (error) {
		if (error instanceof UnreadableCaseError) return 'unreadable'
		throw error
	}
}

export const readableOf = (rows: readonly CaseRow[]): readonly CaseState[] =>
	rows.flatMap((row) => (row.kind === 'readable' ? [row.state] : []))

export const unreadableOf = (rows: readonly CaseRow[]): readonly UnreadableCase[] =>
	rows.filter((row) => row.kind === 'unreadable')
