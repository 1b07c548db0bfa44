import { createHash } from 'node:crypto'
import { type Clock, type Instant, plus, SECOND } from '#shared/kernel/clock.ts'
import { crockford, newId, type Prefix, type Random } from '#shared/kernel/id.ts'
import { type Applied, applyCommand } from './apply-command.ts'
import type { Command } from './commands.ts'
import { fold } from './evolve.ts'
import type { CommandRecord, IdempotencyStore } from './idempotency-store.ts'
import type { AgentKey, CaseId } from './keys.ts'
import type { CaseStore, Words } from './ports.ts'
import type { CaseState } from './state.ts'

/** Longer than the function may run: a command that was begun before is not running any more. */
const RUNS_AT_MOST = 20 * SECOND

/** Keys for what a command makes: the same ones for every repeat. */
export type NewKey = <P extends Prefix>(prefix: P) => `${P}_${string}`
export type Prepared = { readonly command: Command; readonly words?: Words }

export type Intent = {
	readonly caseId: CaseId
	readonly sub: string
	readonly by: AgentKey
	readonly version: number | undefined
	/** Undefined: no repeat is recognised. */
	readonly key: string | undefined
	/** What the request asks, for telling a repeat from another request under the same key. */
	readonly content: unknown
	/** Asked once per try; what it throws is thrown on, and nothing has happened then. */
	readonly prepare: (newKey: NewKey, now: Instant) => Prepared | Promise<Prepared>
}

export type Ran =
	| Applied
	| { readonly outcome: 'repeated'; readonly state: CaseState; readonly at: Instant }
	| {
			readonly outcome: 'keyReused' | 'inProgress'
	  }

export type RunDependencies = {
	readonly store: CaseStore
	readonly idempotency: IdempotencyStore
	readonly clock: Clock
	readonly random: Random
}

const hash = (...parts: readonly string[]): Buffer => createHash('sha256').update(JSON.stringify(parts)).digest()

const apply = async ({ store }: RunDependencies, intent: Intent, newKey: NewKey, at: Instant): Promise<Applied> => {
	const { command, words } = await intent.prepare(newKey, at)
	const { caseId, version } = intent
	const options = { ...(version === undefined ? {} : { version }), ...(words === undefined ? {} : { words }) }
	return applyCommand({ store, clock: { now: () => at } }, caseId, command, options)
}

const stateAt = async (store: CaseStore, caseId: CaseId, version: number): Promise<CaseState | undefined> =>
	fold(
		caseId,
		(await store.factsAfter(caseId, 0)).filter((one) => one.version <= version),
	)

/** The version after the facts of an earlier try whose end nobody saw: they carry its instant and its agent. */
const versionMade = async (store: CaseStore, { caseId, by }: Intent, at: Instant): Promise<number | undefined> => {
	const facts = await store.factsAfter(caseId, 0)
	return facts.findLast(({ fact }) => fact.at === at && 'by' in fact && fact.by === by)?.version
}

const repeat = async ({ store }: RunDependencies, { caseId }: Intent, version: number, at: Instant): Promise<Ran> => {
	const state = await stateAt(store, caseId, version)
	return state === undefined ? { outcome: 'inProgress' } : { outcome: 'repeated', state, at }
}

const runAndNote = async (
	dependencies: RunDependencies,
	intent: Intent,
	key: string,
	record: CommandRecord,
): Promise<Ran> => {
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
export const runOnce = async (dependencies: RunDependencies, intent: Intent): Promise<Ran> => {
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
	if (found.status === 'running' && plus(found.at, RUNS_AT_MOST) > now) return { outcome: 'inProgress' }
	const made = await versionMade(store, intent, found.at)
	if (made !== undefined) {
		await idempotency.replace(key, found, { ...found, status: 'done', version: made })
		return repeat(dependencies, intent, made, found.at)
	}
	const isOurs = await idempotency.replace(key, found, record)
	return isOurs ? runAndNote(dependencies, intent, key, record) : { outcome: 'inProgress' }
}
