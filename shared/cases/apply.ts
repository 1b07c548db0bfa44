import type { Clock } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import type { Actor } from './actor.ts'
import type { Command } from './commands.ts'
import { withConsequences } from './consequences.ts'
import type { Content } from './content.ts'
import { decide } from './decide.ts'
import type { Accepted } from './decision.ts'
import { evolve } from './evolve.ts'
import type { Fact, RecordedFact } from './facts.ts'
import type { CaseId } from './keys.ts'
import type { CaseChange, CaseStore, CommitResult } from './ports.ts'
import type { Refusal } from './refusal.ts'
import type { CaseState } from './state.ts'

/** Something other than the case speaks against it: a text that may not leave, a message that is not there. */
export type Objected<Objection> = { readonly objection: Objection }

/** A command with what belongs to it. */
export type Proposal<Objection = never, About = undefined> = {
	readonly command: Command
	/** Its content, a note's text for example. A function is asked once the case agrees, and may object. */
	readonly content?:
		| Content
		| ((decision: Accepted) => Promise<{ readonly content: Content } | Objected<Objection>>)
		| undefined
	/** Handed back with a refusal, for whoever has to explain it. */
	readonly about?: About | undefined
}

export type Proposed<Objection = never, About = undefined> = Proposal<Objection, About> | Objected<Objection>

/** Makes a command from the state it is decided on; asked anew for each attempt. Changes nothing. */
type Prepare<Objection, About> = (state: CaseState) => Proposed<Objection, About> | Promise<Proposed<Objection, About>>

export type Applied<About = undefined> =
	| { readonly outcome: 'applied'; readonly state: CaseState; readonly facts: readonly Fact[] }
	| {
			readonly outcome: 'refused'
			readonly refusal: Refusal
			readonly state: CaseState
			readonly about?: About | undefined
	  }
	/** The caller decided on an older version than the current one. */
	| { readonly outcome: 'stale'; readonly state: CaseState }

export type ObjectedTo<Objection> = Objected<Objection> & { readonly outcome: 'objected'; readonly state: CaseState }

type Dependencies = { readonly store: CaseStore; readonly clock: Clock }

/** Who gives a command, and their team then. */
export type CommandAuthor = Pick<Actor, 'key' | 'team'>

export type ApplyOptions = {
	/** Refuse as stale unless the case is still at this version. */
	readonly version?: number | undefined
	/** Who gives the command: the facts of their own acts carry their team. */
	readonly author?: CommandAuthor | undefined
}

/** Adds the author's team to the facts of their acts, the one place where a fact learns it. */
const signed = (facts: readonly Fact[], { key, team }: CommandAuthor): readonly Fact[] =>
	facts.map((fact) => ('by' in fact && fact.by === key ? { ...fact, team } : fact))

/** Gives facts their places after a version. */
export const record = (version: number, facts: readonly Fact[]): readonly RecordedFact[] =>
	facts.map((fact, index) => ({ version: version + index + 1, fact }))

/** What is written with facts, in the same transaction. */
type Along = Pick<CaseChange, 'content' | 'contact'>

/**
 * Appends facts with their consequences to a case under its version, with what is written along. Returns what the store says of it, and the state
 * as it is then if they were committed.
 */
export const appendFacts = async (
	store: CaseStore,
	before: CaseState,
	happened: readonly Fact[],
	{ content, contact }: Along,
): Promise<CommitResult & { readonly after: CaseState }> => {
	const facts = withConsequences(before, happened)
	const after = facts.reduce(evolve, before)
	const committed = await store.commit({ before, facts: record(before.version, facts), after, content, contact })
	return { ...committed, after }
}

const contentOf = async <Objection>(
	{ content }: Proposal<Objection, unknown>,
	decision: Accepted,
): Promise<{ readonly content?: Content | undefined } | Objected<Objection>> => {
	if (content === undefined) return {}
	return typeof content === 'function' ? content(decision) : { content }
}

/** One attempt; undefined where somebody else was faster. */
const attempt = async <Objection, About>(
	{ store, clock }: Dependencies,
	caseId: CaseId,
	prepare: Prepare<Objection, About>,
	{ version, author }: ApplyOptions,
): Promise<Applied<About> | ObjectedTo<Objection> | undefined> => {
	const state = await store.load(caseId)
	if (state === undefined) throw new RefusedError('caseUnknown')
	const proposal = await prepare(state)
	if ('objection' in proposal) return { outcome: 'objected', objection: proposal.objection, state }
	if (version !== undefined && version !== state.version) return { outcome: 'stale', state }
	const { command, about } = proposal
	const decision = decide(state, command, clock.now())
	if (decision.outcome === 'refused') return { outcome: 'refused', refusal: decision.refusal, state, about }
	const facts = author === undefined ? decision.facts : signed(decision.facts, author)
	if (facts.length === 0) return { outcome: 'applied', state, facts }
	const composed = await contentOf(proposal, decision)
	if ('objection' in composed) return { outcome: 'objected', objection: composed.objection, state }
	const { result, after } = await appendFacts(store, state, facts, composed)
	if (result === 'committed') return { outcome: 'applied', state: after, facts }
	return result === 'alreadySeen' ? { outcome: 'applied', state, facts: [] } : undefined
}

/**
 * Prepares a command on the current state, decides it once and appends its facts under the case's version, the one place
 * where a decision meets the store; a conflict begins anew from a fresh read. What speaks against the content is looked at only
 * when the case agrees. Throws `RefusedError('caseUnknown')` and, when others were faster each time, `RetryLaterError`.
 */
export const applyPrepared = async <Objection = never, About = undefined>(
	dependencies: Dependencies,
	caseId: CaseId,
	prepare: Prepare<Objection, About>,
	options: ApplyOptions = {},
): Promise<Applied<About> | ObjectedTo<Objection>> => {
	return retryOnConflict('caseContended', () => attempt(dependencies, caseId, prepare, options))
}

/** Applies a command that depends on nothing and has no content, as `applyPrepared` does. */
export const applyCommand = async (
	dependencies: Dependencies,
	caseId: CaseId,
	command: Command,
	options: ApplyOptions = {},
): Promise<Applied> => {
	const applied = await applyPrepared<never>(dependencies, caseId, () => ({ command }), options)
	return applied.outcome === 'objected' ? applied.objection : applied
}
