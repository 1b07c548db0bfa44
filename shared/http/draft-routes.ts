import * as z from 'zod'
import { type AgentDirectory, agentName } from '#shared/agents/agent-directory.ts'
import type { RosterStore } from '#shared/agents/roster.ts'
import { instantSchema } from '#shared/cases/keys.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { PresenceStore } from '#shared/desk/presence.ts'
import { showState } from '#shared/desk/show-case.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import {
	DRAFT_WAYS,
	type DraftDependencies,
	type DraftName,
	draftVersions,
	findDraft,
	giveUpDraft,
	LONGEST_DRAFT,
	saveDraft,
} from '#shared/replies/draft.ts'
import type { ShowCaseDependencies } from './answer-command.ts'
import { noBodySchema, noQuerySchema } from './case-contracts.ts'
import { caseIdOf } from './case-id.ts'
import { type ApiResponse, problem } from './problem.ts'
import { bind, type Contract, type Route, WRITERS } from './route.ts'

const path = '/api/cases/:id/drafts/:way'
const wayDescription = 'The way is `public`, `private`, `mail` or `note`.'

const writtenSchema = onFirstUse(() => z.object({ text: z.string(), at: instantSchema }))
const draftAnswerSchema = onFirstUse(() =>
	z.object({
		draft: writtenSchema()
			.extend({
				cameBack: z
					.enum(['withdrawn', 'failed'])
					.optional()
					.meta({ description: 'It is an answer of theirs that did not leave, and nothing was written since.' }),
			})
			.optional()
			.meta({ description: 'Missing where there is none.' }),
		versions: z.array(writtenSchema()).meta({ description: 'The texts before it, at most five of 24 hours.' }),
	}),
)

const getDraftContract = {
	operation: 'getDraft',
	method: 'GET',
	path,
	summary: `What you are writing in a case, or as a lead who has the case what another is. ${wayDescription}`,
	tag: 'answers',
	roles: WRITERS,
	query: () =>
		z.strictObject({
			of: z.string().min(1).max(100).optional().meta({ description: 'Whose. Default: yours.' }),
		}),
	body: noBodySchema,
	success: { status: 200, description: 'The draft.', schema: draftAnswerSchema },
	problems: ['case-unknown', 'case-unreadable', 'not-found', 'no-such-agent', 'take-over-needed'],
} satisfies Contract

const putDraftContract = {
	operation: 'putDraft',
	method: 'PUT',
	path,
	summary: `Keep what you are writing; whoever holds the claim renews it so. ${wayDescription}`,
	tag: 'answers',
	roles: WRITERS,
	query: noQuerySchema,
	body: () => z.strictObject({ text: z.string().max(LONGEST_DRAFT) }),
	success: { status: 200, description: 'It is kept.', schema: () => z.object({ at: instantSchema }) },
	problems: ['case-unknown', 'case-unreadable', 'not-found', 'drafts-ended'],
} satisfies Contract

const deleteDraftContract = {
	operation: 'deleteDraft',
	method: 'DELETE',
	path,
	summary: `Give up what you were writing; its text stays among the versions for 24 hours. ${wayDescription}`,
	tag: 'answers',
	roles: WRITERS,
	query: noQuerySchema,
	body: noBodySchema,
	success: { status: 200, description: 'It is gone.', schema: () => z.object({}) },
	problems: ['case-unknown', 'case-unreadable', 'not-found'],
} satisfies Contract

const putPresenceContract = {
	operation: 'putPresence',
	method: 'PUT',
	path: '/api/cases/:id/presence',
	summary: 'Say that you look at a case, or write in it: for 30 seconds',
	tag: 'cases',
	roles: WRITERS,
	query: noQuerySchema,
	body: () => z.strictObject({ writing: z.boolean() }),
	success: {
		status: 200,
		description: 'Who else does.',
		schema: () => z.object({ present: z.array(z.object({ by: z.string(), writing: z.boolean() })) }),
	},
	problems: ['case-unknown', 'case-unreadable'],
} satisfies Contract

export type DraftRouteDependencies = DraftDependencies &
	ShowCaseDependencies & {
		readonly agents: AgentDirectory
		readonly roster: Pick<RosterStore, 'find'>
		readonly presence: PresenceStore
	}

type Caller = { readonly key: DraftName['by']; readonly role: string }

/** Returns the state of a case. Throws `RefusedError('caseUnknown')`. */
const stateOf = async ({ store }: DraftRouteDependencies, id: string): Promise<CaseState> => {
	const state = await store.load(caseIdOf(id))
	if (state === undefined) throw new RefusedError('caseUnknown')
	return state
}

const wayIn = ({ way }: Readonly<Record<string, string>>): DraftName['way'] | undefined =>
	DRAFT_WAYS.find((one) => one === way)

/** Returns whose draft is asked for; a problem where they may not read it. */
const authorOf = async (
	dependencies: DraftRouteDependencies,
	state: CaseState,
	of: string | undefined,
	{ key, role }: Caller,
): Promise<DraftName['by'] | { readonly refused: ApiResponse }> => {
	if (of === undefined) return key
	const author = await dependencies.roster.find(of)
	if (author === undefined) return { refused: problem('no-such-agent') }
	if (author.key === key) return key
	// Whoever has the case goes on with what was begun in it.
	if (role === 'lead' && state.owner === key) return author.key
	const view = await showState(dependencies, state)
	return { refused: problem('take-over-needed', { case: view, owner: view.owner, claimedBy: view.claimedBy }) }
}

/** Returns the routes of what is being written in a case, and of who is at it. */
export const draftRoutes = (dependencies: DraftRouteDependencies): readonly Route[] => [
	bind(getDraftContract, async ({ id, params, query }, agent) => {
		const way = wayIn(params)
		if (way === undefined) return problem('not-found')
		const state = await stateOf(dependencies, id)
		const by = await authorOf(dependencies, state, query.of, agent)
		if (typeof by !== 'string') return by.refused
		const name = { caseId: state.id, by, way }
		const [draft, versions] = await Promise.all([
			findDraft(dependencies, state, name),
			draftVersions(dependencies, state, name),
		])
		return { status: 200, body: { draft, versions } }
	}),
	bind(putDraftContract, async ({ id, params, body }, { key: by }) => {
		const way = wayIn(params)
		if (way === undefined) return problem('not-found')
		const saved = await saveDraft(dependencies, { caseId: caseIdOf(id), by, way }, body.text)
		return saved === 'past' ? problem('drafts-ended') : { status: 200, body: { at: dependencies.clock.now() } }
	}),
	bind(deleteDraftContract, async ({ id, params }, { key: by }) => {
		const way = wayIn(params)
		if (way === undefined) return problem('not-found')
		const state = await stateOf(dependencies, id)
		const name = { caseId: state.id, by, way }
		if ((await findDraft(dependencies, state, name)) !== undefined) await giveUpDraft(dependencies, name)
		return { status: 200, body: {} }
	}),
	bind(putPresenceContract, async ({ id, body }, { key: by }) => {
		const { presence, agents } = dependencies
		const { id: caseId } = await stateOf(dependencies, id)
		await presence.put(caseId, { by, writing: body.writing })
		const others = (await presence.list(caseId)).filter((one) => one.by !== by)
		const names = await agents.find(others.map((one) => one.by))
		return {
			status: 200,
			body: { present: others.map(({ by: who, writing }) => ({ by: agentName(names, who), writing })) },
		}
	}),
]
