import * as z from 'zod'
import type { Agent } from '#shared/agents/agent.ts'
import { agentName } from '#shared/agents/agent-directory.ts'
import { replyPurposeSchema } from '#shared/cases/codes.ts'
import { instantSchema, type MessageKey, messageKeySchema } from '#shared/cases/keys.ts'
import { networkSchema } from '#shared/cases/network.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import { isStaleProposal, type ReplyProposal } from '#shared/cases/proposals/state.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { readableOf } from '#shared/cases/unreadable-case.ts'
import { caseViewSchema, prefixedIdSchema } from '#shared/desk/case-view-schema.ts'
import { showState } from '#shared/desk/show-case.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { object } from '#shared/replies/objection.ts'
import { proposalWords, type ReleaseDependencies, releaseReply } from '#shared/replies/propose-reply.ts'
import { command, limitSchema, noBodySchema, optionalVersion } from './case-contracts.ts'
import { caseIdOf } from './case-id.ts'
import { commandRoutesOf, remarkOf } from './command-route.ts'
import { problem } from './problem.ts'
import { problemsOn } from './refusal-problems.ts'
import { overridesSchema, queuedSchema, TEXT_PROBLEMS } from './reply-contracts.ts'
import { type ReplyRouteDependencies, renderQueued } from './reply-routes.ts'
import { bind, type Contract, type Route, WRITERS } from './route.ts'

/** The routes of answers that trainees propose: seen by all who write, released or returned by all who work cases. */

const seen = optionalVersion.meta({
	description: 'The version of the case that you saw: needed where the customer wrote after its author looked.',
})

const listProposalsContract = {
	operation: 'listProposals',
	method: 'GET',
	path: '/api/proposals',
	summary: 'Answers that wait for somebody to release them, the oldest first. What is decided makes room for more',
	tag: 'answers',
	roles: WRITERS,
	query: () => z.strictObject({ limit: limitSchema }),
	body: noBodySchema,
	success: {
		status: 200,
		description: 'Cases with what is proposed for them.',
		schema: onFirstUse(() =>
			z.object({
				items: z.array(
					z.object({
						case: caseViewSchema(),
						proposals: z.array(
							z.object({
								id: prefixedIdSchema('msg'),
								by: z.string(),
								at: instantSchema,
								stale: z.boolean().meta({ description: 'The customer wrote after its author looked.' }),
								visibility: z.enum(['public', 'private', 'mail']),
								channel: networkSchema.optional(),
								inReplyTo: prefixedIdSchema('msg').optional(),
								purpose: replyPurposeSchema,
								text: z.string().meta({ description: 'As its author wrote it, without initials.' }),
							}),
						),
					}),
				),
			}),
		),
	},
	problems: [],
} satisfies Contract

const releaseProposalContract = {
	...command(
		'proposals/:proposal/release',
		'Release what a trainee proposed: it leaves as an answer, with their initials under it and you on record',
		() => z.strictObject({ version: seen, overrides: overridesSchema }),
		[...new Set([...problemsOn('releaseReply'), ...TEXT_PROBLEMS, 'message-unknown' as const])],
		'answers',
	),
	operation: 'releaseProposal',
	success: { status: 200, description: 'The case, and the answer that leaves at `leavesAt`.', schema: queuedSchema },
} satisfies Contract

const returnProposalContract = {
	...command(
		'proposals/:proposal/return',
		'Return what a trainee proposed, with a note of what is to be better',
		() => z.strictObject({ version: optionalVersion, note: z.string().trim().min(1).max(5_000) }),
		[...problemsOn('returnReply'), 'text-invalid', 'note-holds-data'],
		'answers',
	),
	operation: 'returnProposal',
} satisfies Contract

export type ProposalRouteDependencies = ReplyRouteDependencies &
	ReleaseDependencies & { readonly list: Pick<CaseList, 'proposed' | 'loadAll'> }

/** Parses the path's proposal; undefined where it is no key. */
const proposalOf = (params: Readonly<Record<string, string>>): MessageKey | undefined =>
	messageKeySchema.safeParse(params.proposal).data

/** Renders a proposal; nothing where its words were erased. */
const proposalView = async (
	{ content }: ProposalRouteDependencies,
	state: CaseState,
	proposal: ReplyProposal,
	by: string,
) => {
	const words = await proposalWords(content, proposal.proposal)
	if (words === undefined) return []
	const { visibility, channel, inReplyTo, purpose, text } = words
	const about = { id: proposal.proposal, by, at: proposal.at, stale: isStaleProposal(state, proposal) }
	return [{ ...about, visibility, channel, inReplyTo, purpose, text }]
}

const proposedIn = async (dependencies: ProposalRouteDependencies, state: CaseState) => {
	const names = await dependencies.agents.find(state.proposals.map(({ by }) => by))
	const shown = await Promise.all(
		state.proposals.map((one) => proposalView(dependencies, state, one, agentName(names, one.by))),
	)
	return { case: await showState(dependencies, state), proposals: shown.flat() }
}

/** Returns the routes of proposals. */
export const proposalRoutes = (dependencies: ProposalRouteDependencies): readonly Route[] => [
	bind(listProposalsContract, async ({ query: { limit } }) => {
		const { list } = dependencies
		const states = readableOf(await list.loadAll(await list.proposed(limit)))
		return { status: 200, body: { items: await Promise.all(states.map((state) => proposedIn(dependencies, state))) } }
	}),
	bind(
		releaseProposalContract,
		async ({ id, params, body: { version, overrides }, idempotencyKey: key }, { sub, key: by, team }: Agent) => {
			const [caseId, proposal] = [caseIdOf(id), proposalOf(params)]
			if (proposal === undefined) return problem('proposal-unknown')
			const asked = { caseId, proposal, by, sub, team, version, overrides, key }
			return renderQueued(dependencies, by, await releaseReply(dependencies, asked))
		},
	),
	commandRoutesOf(dependencies)(returnProposalContract, ({ note: text }, context) => {
		const proposal = proposalOf(context.params)
		if (proposal === undefined) return object({ code: 'proposalUnknown' })
		const content = remarkOf(dependencies, { field: 'note', text }, context)
		if ('objection' in content) return content
		return { command: { kind: 'returnReply', by: context.by, proposal, note: content.id }, content }
	}),
]
