import type { z } from 'zod'
import type { Agent } from '#shared/agents/agent.ts'
import { agentName } from '#shared/agents/agent-directory.ts'
import type { RosterStore } from '#shared/agents/roster.ts'
import type { Proposed } from '#shared/cases/apply.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import type { CaseList, CasePage, ContactStore, ContentStore } from '#shared/cases/ports.ts'
import { type NewKey, type RunDependencies, runOnce } from '#shared/cases/run-once.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { unreadableOf } from '#shared/cases/unreadable-case.ts'
import { searchCases } from '#shared/desk/find-cases.ts'
import type { Holding } from '#shared/desk/held.ts'
import type { SeenStore } from '#shared/desk/seen.ts'
import { type ShowDependencies, showCase, showRows } from '#shared/desk/show-case.ts'
import { addMilliseconds, DAY, type Instant } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { AsideList } from '#shared/messages/asides.ts'
import { alternativesTo } from '#shared/replies/alternatives.ts'
import { isReadableText } from '#shared/replies/check-reply.ts'
import { object, type ReplyObjection } from '#shared/replies/objection.ts'
import type { ReplyDependencies } from '#shared/replies/prepare-reply.ts'
import { commandAnswer, refusalAnswer } from './answer-command.ts'
import {
	assignContract,
	claimContract,
	closeCaseContract,
	getCaseContract,
	listCasesContract,
	listSeenContract,
	releaseContract,
	requestDataContract,
	resendRequestContract,
	revokeRequestContract,
	setAddressContract,
	setLanguageContract,
	writeNoteContract,
} from './case-contracts.ts'
import { caseIdOf } from './case-id.ts'
import { objectionAnswer } from './objection-answer.ts'
import { problem } from './problem.ts'
import { bind, type Contract, type Route } from './route.ts'

export type CaseRouteDependencies = ShowDependencies & {
	readonly contacts: ContactStore
	readonly content: Pick<ContentStore, 'get'>
	readonly list: CaseList
	readonly seen: SeenStore
	readonly asides: AsideList
	readonly sendingState: () => Promise<Holding>
	readonly log: Log
}

type ListQuery = z.output<typeof listCasesContract.query>

const findPage = async (
	{ list, contacts }: CaseRouteDependencies,
	{ state, owner, channel, q, limit, cursor }: ListQuery,
	agent: Agent,
): Promise<CasePage> => {
	const filter = {
		owner: owner === undefined ? undefined : agent.key,
		network: channel,
	}
	if (q !== undefined)
		return searchCases({ list, contacts }, q, state === undefined ? filter : { ...filter, state }, limit)
	return list.page({ ...filter, state: state ?? 'open' }, limit, cursor)
}

export const caseRoutes = (dependencies: CaseRouteDependencies): readonly Route[] => [
	bind(listCasesContract, async ({ query }, agent) => {
		const { rows, next } = await findPage(dependencies, query, agent)
		const items = await showRows(dependencies, rows)
		const unreadable = unreadableOf(rows).length
		if (unreadable > 0) dependencies.log.count('CasesUnreadable', unreadable)
		return { status: 200, body: { items, next } }
	}),
	/** Records the sight first: a crash after it leaves a record without a sight, never a sight without a record. */
	bind(getCaseContract, async ({ id }, { key: by }) => {
		const { seen, clock } = dependencies
		const caseId = caseIdOf(id)
		const shown = await showCase(dependencies, caseId)
		await seen.put(caseId, { by, what: 'case', version: shown.case.version, at: clock.now() })
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

export type CommandRouteDependencies = ShowDependencies &
	RunDependencies &
	Pick<ReplyDependencies, 'replyRules' | 'undoMilliseconds'> & {
		readonly roster: Pick<RosterStore, 'find'>
		readonly content: Pick<ContentStore, 'get'>
		/** Days after a case's close until its customer data are erased. */
		readonly erasureDays: number
	}

export type Context = {
	readonly by: AgentKey
	readonly caseId: `case_${string}`
	readonly newKey: NewKey
	/** The state that the command is decided on. */
	readonly state: CaseState
	readonly now: Instant
	readonly sub: string
	/** The parameters of the path. */
	readonly params: Readonly<Record<string, string>>
	/** Keys of the other agents the body names. */
	readonly others: ReadonlyMap<string, AgentKey>
}

type CommandContract<Body extends z.ZodType> = Omit<Contract, 'query' | 'body'> & {
	readonly query: z.ZodType<object>
	readonly body: Body
}

type CommandProposal = Proposed<ReplyObjection>

export const commandRoutesOf = (dependencies: CommandRouteDependencies) => {
	const keysOf = async (subs: readonly string[]): Promise<ReadonlyMap<string, AgentKey>> =>
		new Map(
			(await Promise.all(subs.map((sub) => dependencies.roster.find(sub)))).flatMap((one) =>
				one === undefined ? [] : [[one.sub, one.key]],
			),
		)

	/** Makes a route of a command. `prepare` must change nothing. */
	return <Body extends z.ZodType<{ readonly version?: number | undefined }>>(
		contract: CommandContract<Body>,
		prepare: (body: z.output<Body>, context: Context) => CommandProposal | Promise<CommandProposal>,
		named: (body: z.output<Body>) => readonly string[] = () => [],
	): Route =>
		bind(contract, async ({ id, params, body, idempotencyKey }, { sub, key: by }) => {
			const caseId = caseIdOf(id)
			const others = await keysOf(named(body))
			const ran = await runOnce(dependencies, {
				caseId,
				sub,
				by,
				version: body.version,
				key: idempotencyKey,
				content: [contract.operation, params, body],
				prepare: (state, newKey, now) => prepare(body, { by, caseId, sub, params, state, newKey, now, others }),
			})
			if (ran.outcome === 'objected') return objectionAnswer(ran.objection)
			if (ran.outcome === 'refused') {
				const { refusal, state } = ran
				const ways = alternativesTo(dependencies, refusal, state, undefined, dependencies.clock.now())
				return refusalAnswer(dependencies, refusal, state, ways)
			}
			return commandAnswer(dependencies, ran, contract.problems.includes('claimed-by-other') ? { by } : undefined)
		})
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

/** Returns the routes of agents' commands on a case. */
export const commandRoutes = (dependencies: CommandRouteDependencies): readonly Route[] => {
	const route = commandRoutesOf(dependencies)
	return [
		route(claimContract, (_, { by }) => ({ command: { kind: 'claim', by } })),
		route(releaseContract, (_, { by }) => ({ command: { kind: 'release', by } })),
		route(
			assignContract,
			({ owner, deputy }, { by, others }) => ({
				command: {
					kind: 'assign',
					by,
					owner: others.get(owner) ?? by,
					deputy: deputy === undefined ? undefined : (others.get(deputy) ?? by),
				},
			}),
			({ owner, deputy }) => (deputy === undefined ? [owner] : [owner, deputy]),
		),
		route(writeNoteContract, ({ text }, { by, caseId, newKey, now }) => {
			if (!isReadableText(text)) return object({ code: 'textInvalid' })
			const note = newKey('note')
			const content = { kind: 'note', id: note, caseId, text, at: now, revision: 0 } as const
			return { command: { kind: 'writeNote', by, note }, content }
		}),
		route(setAddressContract, ({ form, reason }, { by }) => ({
			command: { kind: 'setAddressForm', by, form, reason },
		})),
		route(setLanguageContract, ({ language, reason }, { by }) => ({
			command: { kind: 'setLanguage', by, language, reason },
		})),
		...requestRoutes(route),
		route(closeCaseContract, ({ outcome, reason }, { by, now }) => ({
			command: {
				kind: 'close',
				by,
				outcome,
				unansweredReason: reason,
				eraseAt: addMilliseconds(now, dependencies.erasureDays * DAY),
			},
		})),
	]
}
