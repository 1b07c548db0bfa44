import type { z } from 'zod'
import { agentName } from '#shared/agents/agent-directory.ts'
import { absentAmong, colleagueNamed, teamNamed } from '#shared/agents/colleagues.ts'
import type { Actor } from '#shared/cases/actor.ts'
import type { Command, CommandOf } from '#shared/cases/commands.ts'
import { type AgentKey, type CaseId, messageKeySchema, type NoteKey, noteKeySchema } from '#shared/cases/keys.ts'
import { isWithdrawable } from '#shared/cases/notes/decide.ts'
import type { CaseList, CasePage, ContactStore, ContentStore } from '#shared/cases/ports.ts'
import { unreadableOf } from '#shared/cases/unreadable-case.ts'
import type { AskDependencies } from '#shared/desk/ask-for-look.ts'
import { agentsOf } from '#shared/desk/case-view.ts'
import type { Holding } from '#shared/desk/held.ts'
import { lookAtCase } from '#shared/desk/look-at-case.ts'
import type { PresenceStore } from '#shared/desk/presence.ts'
import type { SeenStore } from '#shared/desk/seen.ts'
import { type ShowDependencies, showRows } from '#shared/desk/show-case.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { AsideList } from '#shared/messages/asides.ts'
import { eraseContent } from '#shared/messages/update-content.ts'
import { isReadableText } from '#shared/replies/check-reply.ts'
import { type DraftStore, endDraft } from '#shared/replies/draft.ts'
import { object } from '#shared/replies/objection.ts'
import {
	assignContract,
	claimContract,
	getCaseContract,
	listCasesContract,
	listSeenContract,
	releaseContract,
	requestDataContract,
	resendRequestContract,
	revokeRequestContract,
	setAddressContract,
	setLanguageContract,
	takeOverContract,
	withdrawNoteContract,
	writeNoteContract,
} from './case-contracts.ts'
import { caseIdOf } from './case-id.ts'
import {
	type CommandProposal,
	type CommandRouteDependencies,
	type Context,
	commandRoutesOf,
	noteWith,
	remarkOf,
} from './command-route.ts'
import { problem } from './problem.ts'
import { bind, type Route } from './route.ts'

export type CaseRouteDependencies = ShowDependencies &
	AskDependencies & {
		readonly contacts: ContactStore
		readonly content: Pick<ContentStore, 'get' | 'glance'>
		readonly list: CaseList
		readonly seen: SeenStore
		readonly drafts: DraftStore
		readonly presence: PresenceStore
		readonly asides: AsideList
		readonly sendingState: () => Promise<Holding>
		readonly log: Log
	}

type ListQuery = z.output<ReturnType<typeof listCasesContract.query>>

const findPage = async (
	{ list }: CaseRouteDependencies,
	{ state = 'open', limit, cursor }: ListQuery,
): Promise<CasePage> => list.page({ state }, limit, cursor)

export const caseRoutes = (dependencies: CaseRouteDependencies): readonly Route[] => [
	bind(listCasesContract, async ({ query }) => {
		const { rows, next } = await findPage(dependencies, query)
		const items = await showRows(dependencies, rows)
		const unreadable = unreadableOf(rows).length
		if (unreadable > 0) dependencies.log.count('CasesUnreadable', unreadable)
		return { status: 200, body: { items, next } }
	}),
	bind(getCaseContract, async ({ id, query }, { key: by }) => {
		const { upTo: _, isPresent: __, ...shown } = await lookAtCase(dependencies, caseIdOf(id), { ...query, by })
		return { status: 200, body: shown }
	}),
	bind(listSeenContract, async ({ id }, { key: by }) => {
		const { seen, store, agents, clock, log } = dependencies
		const caseId = caseIdOf(id)
		const state = await store.load(caseId)
		if (state === undefined) return problem('case-unknown')
		await seen.put(caseId, { by, what: 'record', version: state.version, at: clock.now() })
		log.info('SEEN_READ', { caseId, agent: by })
		const sights = await seen.list(caseId)
		const names = await agents.find(sights.map((sight) => sight.by))
		const items = sights
			.toSorted((one, other) => (one.at < other.at ? 1 : -1))
			.map(({ by: who, ...sight }) => ({ by: agentName(names, who), ...sight }))
		return { status: 200, body: { items } }
	}),
]

type Disposing = { readonly actor: Actor; readonly absent: readonly AgentKey[]; readonly note?: NoteKey | undefined }

/** Proposes a change of who has the case: with who of them is absent, and with what its author says in a note. */
const dispose = async (
	dependencies: CommandRouteDependencies,
	context: Context,
	said: { readonly field: 'note' | 'reason'; readonly text: string | undefined },
	commandOf: (disposing: Disposing) => Command | Promise<Command>,
): Promise<CommandProposal> => {
	const { state, actor, now } = context
	const { field, text } = said
	const content = text === undefined ? undefined : remarkOf(dependencies, { field, text }, context)
	if (content !== undefined && 'objection' in content) return content
	const absent = await absentAmong(dependencies.roster, agentsOf(state), now)
	return { command: await commandOf({ actor, absent, note: content?.id }), content }
}

type NamedAssignee = z.output<ReturnType<typeof assignContract.body>>['to']

const assigneeNamed = async (
	{ roster }: CommandRouteDependencies,
	to: NamedAssignee,
): Promise<CommandOf<'assign'>['to']> => {
	if (to.kind === 'team') return { kind: 'team', team: await teamNamed(roster, to.team) }
	const [owner, deputy] = await Promise.all([
		colleagueNamed(roster, to.owner),
		to.deputy === undefined ? undefined : colleagueNamed(roster, to.deputy),
	])
	return { kind: 'agent', owner, deputy }
}

const disposalRoutes = (
	dependencies: CommandRouteDependencies,
	route: ReturnType<typeof commandRoutesOf>,
): readonly Route[] => {
	return [
		route(assignContract, ({ to, note: text }, context) =>
			dispose(dependencies, context, { field: 'note', text }, async (disposing) => ({
				kind: 'assign',
				to: await assigneeNamed(dependencies, to),
				...disposing,
			})),
		),
		route(takeOverContract, ({ reason: text }, context) =>
			dispose(dependencies, context, { field: 'reason', text }, (disposing) => ({ kind: 'takeOver', ...disposing })),
		),
	]
}

/** Returns a message of the case's customer by its name, with how it speaks to us. */
const messageNamed = async (
	{ content }: Pick<CommandRouteDependencies, 'content'>,
	caseId: CaseId,
	name: string,
): Promise<CommandOf<'setAddressForm'>['named'] | 'unknown'> => {
	const message = messageKeySchema.parse(name)
	const [known] = await content.get([message])
	return known?.kind === 'message' && known.caseId === caseId ? { message, form: known.addressForm } : 'unknown'
}

const requestRoutes = (route: ReturnType<typeof commandRoutesOf>): readonly Route[] => [
	route(requestDataContract, ({ fields }, { by, newKey }) => ({
		command: {
			kind: 'requestData',
			by,
			request: newKey('req'),
			send: newKey('send'),
			fields: [...new Set(fields)],
		},
	})),
	route(resendRequestContract, (_, { by, newKey }) => ({
		command: { kind: 'resendRequest', by, send: newKey('send') },
	})),
	route(revokeRequestContract, (_, { by }) => ({ command: { kind: 'revokeRequest', by } })),
]

type Written = z.output<ReturnType<typeof writeNoteContract.body>>

const prepareNote = async (
	dependencies: CommandRouteDependencies,
	{ text, ask, answers, into }: Written,
	context: Context,
): Promise<CommandProposal> => {
	if (!isReadableText(text)) return object({ code: 'textInvalid' })
	const found = dependencies.screenNote(text)
	if (found !== undefined && into === undefined)
		return object({ code: 'noteHoldsData', field: 'text', findings: found.findings })
	const content = found === undefined ? noteWith(text, context) : { ...noteWith(found.masked, context), unsealed: text }
	const asked = ask === undefined ? undefined : await colleagueNamed(dependencies.roster, ask)
	const question = answers === undefined ? undefined : noteKeySchema.parse(answers)
	const written = { kind: 'writeNote', by: context.by, note: content.id, ask: asked, answers: question } as const
	return { command: { ...written, toVault: found !== undefined }, content }
}

type NoteDependencies = CommandRouteDependencies & { readonly drafts: DraftStore }

/** Takes a note back: with its words while it is fresh, later they are marked. */
const prepareWithdrawal = async (
	{ content }: CommandRouteDependencies,
	{ by, params, state, now }: Context,
): Promise<CommandProposal> => {
	const key = noteKeySchema.safeParse(params.note)
	if (!key.success) return object({ code: 'noteUnknown' })
	const command = { kind: 'withdrawNote', by, note: key.data } as const
	const written = state.notes.find(({ note }) => note === key.data)
	if (written === undefined) return { command }
	const [known] = await content.get([key.data])
	if (known?.kind !== 'note') return { command }
	const left = isWithdrawable(written.at, now) ? eraseContent(known, now) : { ...known, isStruck: true as const }
	return { command, content: { ...left, revision: known.revision + 1 } }
}

const noteRoutes = (dependencies: NoteDependencies, route: ReturnType<typeof commandRoutesOf>): readonly Route[] => [
	route(
		writeNoteContract,
		(body, context) => prepareNote(dependencies, body, context),
		async (ran, answer) => {
			const state = ran.outcome === 'applied' || ran.outcome === 'repeated' ? ran.state : undefined
			const written = state?.notes.at(-1)
			if (state === undefined || written === undefined) return answer
			await endDraft(dependencies, { caseId: state.id, by: written.by, way: 'note' })
			return answer
		},
	),
	route(withdrawNoteContract, (_, context) => prepareWithdrawal(dependencies, context)),
]

/** Returns the routes of agents' commands on a case. */
export const commandRoutes = (dependencies: NoteDependencies): readonly Route[] => {
	const route = commandRoutesOf(dependencies)
	return [
		route(claimContract, (_, { by, actor: { role } }) => ({
			command: { kind: 'claim', by, isLearning: role === 'trainee' },
		})),
		route(releaseContract, (_, { by }) => ({ command: { kind: 'release', by } })),
		...disposalRoutes(dependencies, route),
		...noteRoutes(dependencies, route),
		route(setAddressContract, async ({ form, reason, message }, { by, caseId }) => {
			const named = message === undefined ? undefined : await messageNamed(dependencies, caseId, message)
			if (named === 'unknown') return object({ code: 'messageUnknown' })
			return { command: { kind: 'setAddressForm', by, form, reason, named } }
		}),
		route(setLanguageContract, ({ language, reason }, { by }) => ({
			command: { kind: 'setLanguage', by, language, reason },
		})),
		...requestRoutes(route),
	]
}
