import { createHash } from 'node:crypto'
import { addMilliseconds, type Clock, type Instant, SECOND } from '#shared/kernel/clock.ts'
import { crockford, newId, type Prefix, type Random } from '#shared/kernel/id.ts'
import type { Team } from './actor.ts'
import { type Applied, applyPrepared, type ObjectedTo, type Proposed } from './apply.ts'
import { fold } from './evolve.ts'
import type { CommandRecord, IdempotencyStore } from './idempotency-store.ts'
import type { AgentKey, CaseId } from './keys.ts'
import type { CaseStore } from './ports.ts'
import type { CaseState } from './state.ts'

/** Longer than the function may run: a command that was begun before is not running any more. */
const RUNS_AT_MOST = 20 * SECOND

/** Keys for what a command makes: the same ones for every repeat. */
export type NewKey = <P extends Prefix>(prefix: P) => `${P}_${string}`

export type Intent<Objection = never, About = undefined> = {
	readonly caseId: CaseId
	readonly sub: string
	readonly by: AgentKey
	/** The team that they belong to now. */
	readonly team: Team | undefined
	readonly version: number | undefined
	/** Undefined: no repeat is recognised. */
	readonly key: string | undefined
	/** What the request asks, for telling a repeat from another request under the same key. */
	readonly content: unknown
	/** What it throws is thrown on, and nothing has happened then. */
	readonly prepare: (
		state: CaseState,
		newKey: NewKey,
		now: Instant,
	) => Proposed<Objection, About> | Promise<Proposed<Objection, About>>
}

export type Ran<About = undefined> =
	| Applied<About>
	| { readonly outcome: 'repeated'; readonly state: CaseState; readonly at: Instant }
	| { readonly outcome: 'keyReused' | 'inProgress' }

export type RunDependencies = {
	readonly store: CaseStore
	readonly idempotency: IdempotencyStore
	readonly clock: Clock
	readonly random: Random
}

const hash = (...parts: readonly string[]): Buffer => createHash('sha256').update(JSON.stringify(parts)).digest()

type Result<Objection, About> = Promise<Ran<About> | ObjectedTo<Objection>>

const apply = <Objection, About>(
	{ store }: RunDependencies,
	{ caseId, by, team, version, prepare }: Intent<Objection, About>,
	newKey: NewKey,
	at: Instant,
): Promise<Applied<About> | ObjectedTo<Objection>> =>
	applyPrepared({ store, clock: { now: () => at } }, caseId, (state) => prepare(state, newKey, at), {
		version,
		author: { key: by, team },
	})

type Asked = Pick<Intent, 'caseId' | 'by'>

const stateAt = async (store: CaseStore, caseId: CaseId, version: number): Promise<CaseState | undefined> =>
	fold(
		caseId,
		(await store.factsAfter(caseId, 0)).filter((one) => one.version <= version),
	)

/** The version after the facts of an earlier try whose end nobody saw: they carry its instant and its agent. */
const versionMade = async (store: CaseStore, { caseId, by }: Asked, at: Instant): Promise<number | undefined> => {
	const facts = await store.factsAfter(caseId, 0)
	return facts.findLast(({ fact }) => fact.at === at && 'by' in fact && fact.by === by)?.version
}

const repeat = async (
	{ store }: RunDependencies,
	{ caseId }: Asked,
	version: number,
	at: Instant,
): Promise<Ran<never>> => {
	const state = await stateAt(store, caseId, version)
	return state === undefined ? { outcome: 'inProgress' } : { outcome: 'repeated', state, at }
}

const runAndNote = async <Objection, About>(
	dependencies: RunDependencies,
	intent: Intent<Objection, About>,
	key: string,
	record: CommandRecord,
): Result<Objection, About> => {
	const { idempotency } = dependencies
	const newKey: NewKey = (prefix) =>
		`${prefix}_${crockford(hash(key, record.at, prefix).subarray(0, 17), 26).toLowerCase()}`
	const free: CommandRecord = { ...record, status: 'free' }
	try {
		const applied = await apply(dependencies, intent, newKey, record.at)
		const { version } = applied.state
		const after: CommandRecord = applied.outcome === 'applied' ? { ...record, status: 'done', version } : free
		await idempotency.replace(key, record, after)
		return applied
	} catch (error) {
		await idempotency.replace(key, record, free)
		throw error
	}
}

/**
 * Applies a command of an agent, once for all repeats under the same Idempotency-Key within 24 hours. Each try notes first
 * when it began; its facts carry that instant, so a try that crashed between facts and note is found by them. A repeat
 * gets the case as it was right after the first.
 */
export const runOnce = async <Objection = never, About = undefined>(
	dependencies: RunDependencies,
	intent: Intent<Objection, About>,
): Result<Objection, About> => {
	const { store, idempotency, clock, random } = dependencies
	const now = clock.now()
	if (intent.key === undefined) return apply(dependencies, intent, (prefix) => newId(prefix, random), now)

	const key = hash(intent.sub, intent.key).toString('hex')
	const bodyHash = hash(intent.caseId, JSON.stringify(intent.content)).toString('hex')
	const run = Buffer.from(random.bytes(16)).toString('hex')
	const record: CommandRecord = { caseId: intent.caseId, bodyHash, run, at: now, status: 'running' }
	const found = await idempotency.begin(key, record)
	if (found === undefined) return runAndNote(dependencies, intent, key, record)
	if (found.bodyHash !== bodyHash) return { outcome: 'keyReused' }
	if (found.status === 'done' && found.version !== undefined)
		return repeat(dependencies, intent, found.version, found.at)
	if (found.status === 'running' && addMilliseconds(found.at, RUNS_AT_MOST) > now) return { outcome: 'inProgress' }
	const made = await versionMade(store, intent, found.at)
	if (made !== undefined) {
		await idempotency.replace(key, found, { ...found, status: 'done', version: made })
		return repeat(dependencies, intent, made, found.at)
	}
	const isOurs = await idempotency.replace(key, found, record)
	return isOurs ? runAndNote(dependencies, intent, key, record) : { outcome: 'inProgress' }
}
