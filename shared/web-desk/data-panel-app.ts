import type { Hono } from 'hono'
import { type AgentDirectory, agentName } from '#shared/agents/agent-directory.ts'
import { dutyAt, type RosterStore } from '#shared/agents/roster.ts'
import { newSecret } from '#shared/agents/session.ts'
import { givenIn } from '#shared/cases/data/given.ts'
import type { CaseList, CaseStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { hindrancesOf } from '#shared/desk/case-acts.ts'
import {
	type DataPanelValue,
	dataPanelPage,
	type PastReading,
	type ReadValue,
	SHOWN_FOR_SECONDS,
} from '#shared/desk/pages/data-panel.ts'
import { refusalNotice } from '#shared/desk/pages/notices.ts'
import { DESK_TEXTS } from '#shared/desk/pages/texts/desk-texts.ts'
import { readCustomerDataContract } from '#shared/http/customer-data-contracts.ts'
import type { ApiResponse } from '#shared/http/problem.ts'
import { answerCall } from '#shared/http/record-answer.ts'
import type { Route } from '#shared/http/route.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/id.ts'
import { caseIdNamed, ownField } from './acts.ts'
import { hereOf, languageFor, type WebDeskContext, type WebDeskEnvironment } from './environment.ts'
import { FaultError } from './fault.ts'
import { jsonOfForm } from './form-json.ts'
import { askFormToken, askSession, type GateDependencies } from './gate.ts'
import { createGuardedApp, type GuardedDependencies, type GuardedSettings } from './guarded-app.ts'
import { problemOfAnswer } from './notice.ts'

export type DataPanelDependencies = GuardedDependencies &
	GateDependencies & {
		readonly store: Pick<CaseStore, 'load' | 'factsBetween'>
		readonly list: Pick<CaseList, 'findByNumber'>
		readonly agents: AgentDirectory
		readonly roster: Pick<RosterStore, 'find'>
		/** The API's own reading: it puts the reading on record, and decides who may. */
		readonly reading: Route
		/** The API's own erasure of what was given, which decides who may. */
		readonly erasing: Route
		readonly clock: Clock
		readonly random: Random
	}

/** Facts of a case that are looked through for who read before: the newest. */
const FACTS_LOOKED_AT = 200

/** The reading was asked for in this request, and answered so. */
type Asked = Pick<DataPanelValue, 'read' | 'refused' | 'typed' | 'erasure'>

const readBefore = async (
	{ store, agents, roster }: DataPanelDependencies,
	{ id, version }: CaseState,
): Promise<readonly PastReading[]> => {
	const facts = await store.factsBetween(id, Math.max(0, version - FACTS_LOOKED_AT), version)
	const readings = facts.flatMap(({ fact }) => (fact.kind === 'DataRead' ? [fact] : [])).toReversed()
	const subjects = await agents.find([...new Set(readings.map(({ by }) => by))])
	const records = await Promise.all([...subjects.values()].map((sub) => roster.find(sub)))
	const names = new Map(records.flatMap((record) => (record === undefined ? [] : [[record.sub, record.name] as const])))
	return readings.map(({ by, at, purpose, fields }) => {
		const sub = agentName(subjects, by)
		return { by: names.get(sub) ?? sub, at, purpose, fields: [...fields] }
	})
}

/**
 * Creates the part of the desk that shows what customers gave: a function of its own, which asks the sessions and can neither
 * prolong nor end one. Values stand in the answer to a form alone: no address leads to them.
 */
export const createDataPanelApp = (
	dependencies: DataPanelDependencies,
	settings: GuardedSettings,
): Hono<WebDeskEnvironment> => {
	const { store, reading, cookies, assets, clock, random, log } = dependencies
	const app = createGuardedApp(dependencies, settings)
	app.use(askSession(dependencies))
	app.use(askFormToken(log))

	const show = async (context: WebDeskContext, number: string, asked: (state: CaseState) => Promise<Asked>) => {
		context.set('page', 'data')
		const { agent, record, session } = context.get('signedIn')
		const id = await caseIdNamed(dependencies, number)
		const before = id === undefined ? undefined : await store.load(id)
		if (before === undefined) throw new FaultError('notFound')
		const told = await asked(before)
		const state = (await store.load(before.id)) ?? before
		const now = clock.now()
		const mayRead = (operation: string) =>
			operation !== 'readCustomerData' ||
			(reading.contract.roles !== 'open' && reading.contract.roles.includes(agent.role))
		const { readCustomerData: hindrance } = hindrancesOf(state, { actor: agent, now, absent: [] }, mayRead)
		const frame = {
			texts: DESK_TEXTS[languageFor(context, cookies)],
			agent: { ...agent, name: record.name, initials: record.initials, duty: dutyAt(record, now) },
			csrf: session.csrf,
			newKey: () => newSecret(random),
			hasKeys: cookies.looks(context).keys === 'keys',
			assets: assets().paths,
			theme: cookies.looks(context).theme,
			names: new Map<string, string>(),
			now,
			here: hereOf(context),
			dangers: 0,
		}
		const readers = await readBefore(dependencies, state)
		const mayErase = agent.role === 'lead' || hindrance === undefined
		return dataPanelPage(frame, { number: state.number, given: givenIn(state), hindrance, mayErase, readers, ...told })
	}

	/** Calls a route of the API as who is signed in. */
	const call = (context: WebDeskContext, route: Route, id: string, body: unknown) =>
		answerCall(log, route, {
			agent: context.get('signedIn').agent,
			id,
			params: { id },
			query: {},
			body,
			idempotencyKey: undefined,
			range: undefined,
		})
	const refusalIn = (context: WebDeskContext, answer: ApiResponse): string =>
		refusalNotice(DESK_TEXTS[languageFor(context, cookies)], problemOfAnswer(answer)).detail

	/** Erases all that was given, where the form says so twice: by its button and by its box. */
	const erase = async (context: WebDeskContext, number: string, isConfirmed: boolean): Promise<Response> => {
		let status = isConfirmed ? 200 : 422
		const page = await show(context, number, async ({ id }) => {
			if (!isConfirmed) return { erasure: 'unconfirmed' }
			const answer = await call(context, dependencies.erasing, id, {})
			status = answer.status
			return answer.status >= 400 ? { refused: refusalIn(context, answer) } : { erasure: 'done' }
		})
		return context.html(page, status as 200)
	}

	app.get('/desk/cases/:number/data', async (context) =>
		context.html(await show(context, context.req.param('number'), async () => ({}))),
	)
	app.post('/desk/cases/:number/data', async (context) => {
		const posted = context.get('posted')
		const fields = posted.kind === 'form' ? posted.fields : []
		const number = context.req.param('number')
		if (ownField(posted, '_erase') !== undefined)
			return erase(context, number, ownField(posted, '_confirmed') !== undefined)
		let status = 200
		const page = await show(context, number, async ({ id }) => {
			const body = jsonOfForm(fields)
			const answer = await call(context, reading, id, body)
			status = answer.status
			if (answer.status >= 400) {
				const chosen = fields.flatMap(([name, value]) => (name === 'fields:list' ? [value] : []))
				const purpose = fields.findLast(([name]) => name === 'purpose')?.[1] ?? ''
				return { refused: refusalIn(context, answer), typed: { purpose, fields: chosen } }
			}
			// Without script the page itself leaves.
			context.header('Refresh', `${SHOWN_FOR_SECONDS + 1}; url=${hereOf(context)}`)
			const { purpose } = readCustomerDataContract.body().parse(body)
			const { items } = readCustomerDataContract.success.schema().parse(answer.body)
			const values: readonly ReadValue[] = items
			return { read: { purpose, values } }
		})
		return context.html(page, status as 200)
	})
	return app
}
