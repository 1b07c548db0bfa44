import type { Instant } from '#shared/kernel/clock.ts'
import type { FactKind, FactOf } from './facts.ts'

type Members<Kind extends FactKind> = Kind extends FactKind ? Omit<FactOf<Kind>, 'kind' | 'v' | 'at'> : never
/** What a fact of a kind says beyond when it happened; nothing where that is all. */
export type FactMembers<Kind extends FactKind> = [keyof Members<Kind>] extends [never] ? [] : [members: Members<Kind>]

/** Builds a fact of a kind that happened at `at`, in the schema's version. A missing or foreign member does not compile. */
export function fact<Kind extends FactKind>(kind: Kind, at: Instant, ...members: FactMembers<Kind>): FactOf<Kind>
export function fact(kind: FactKind, at: Instant, members?: object): object {
	return { kind, v: 1, at, ...members }
}
