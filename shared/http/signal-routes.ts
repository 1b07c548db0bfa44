import * as z from 'zod'
import { agentName } from '#shared/agents/agent-directory.ts'
import { instantSchema, messageKeySchema } from '#shared/cases/keys.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import {
	dangerDeedSchema,
	dangerKindSchema,
	dismissalReasonSchema,
	signalKindSchema,
} from '#shared/cases/signals/facts.ts'
import { type CaseRow, readableOf, unreadableOf } from '#shared/cases/unreadable-case.ts'
import { agentsOf } from '#shared/desk/case-view.ts'
import { prefixedIdSchema } from '#shared/desk/case-view-schema.ts'
import type { ShowDependencies } from '#shared/desk/show-case.ts'
import { object } from '#shared/replies/objection.ts'
import { command, noBodySchema, noQuerySchema, optionalVersion } from './case-contracts.ts'
import { type CommandRouteDependencies, type Context, commandRoutesOf } from './command-route.ts'
import { problemsOn } from './refusal-problems.ts'
import { bind, type Contract, EVERYBODY, type Route, WRITERS } from './route.ts'

const message = prefixedIdSchema('msg').meta({ description: 'The `id` of a message of the customer in the timeline.' })
const noMore = () => z.strictObject({ version: optionalVersion })

const raiseSignalContract = {
	...command(
		'signals',
		'Raise a signal that the words of a message give you. It is a suggestion until somebody confirms it',
		() => z.strictObject({ version: optionalVersion, signal: signalKindSchema, message }),
		[...problemsOn('raiseSignal'), 'message-unknown'],
	),
	operation: 'raiseSignal',
	roles: WRITERS,
} satisfies Contract

const confirmSignalContract = {
	...command('signals/:signal/confirmation', 'Say that a signal is right', noMore, problemsOn('confirmSignal')),
	operation: 'confirmSignal',
} satisfies Contract

const dismissSignalContract = {
	...command(
		'signals/:signal/dismissal',
		'Say that a signal says nothing, and why. Another message may raise it anew',
		() => z.strictObject({ version: optionalVersion, reason: dismissalReasonSchema }),
		problemsOn('dismissSignal'),
	),
	operation: 'dismissSignal',
} satisfies Contract

const raiseDangerContract = {
	...command(
		'dangers',
		'Raise a danger: the case stands first in every list, the lead on call is told when nobody takes it within two minutes, and it does not close before somebody said what was done',
		() => z.strictObject({ version: optionalVersion, kind: dangerKindSchema, message: message.optional() }),
		[...problemsOn('raiseDanger'), 'message-unknown'],
	),
	operation: 'raiseDanger',
	roles: WRITERS,
} satisfies Contract

const takeDangerContract = {
	...command(
		'dangers/:danger/taking',
		'Look after a danger: nobody else is told any more',
		noMore,
		problemsOn('takeDanger'),
	),
	operation: 'takeDanger',
} satisfies Contract

const endDangerContract = {
	...command(
		'dangers/:danger/end',
		'Say what was done about a danger, or why there is none',
		() =>
			z.strictObject({
				version: optionalVersion,
				did: dangerDeedSchema.meta({
					description:
						'What was done; or, with `figureOfSpeech`, `quoted`, `inThePast` and `wronglyDetected`, why nothing had to be.',
				}),
			}),
		problemsOn('endDanger'),
	),
	operation: 'endDanger',
} satisfies Contract

const listDangersContract = {
	operation: 'listDangers',
	method: 'GET',
	path: '/api/dangers',
	summary: 'The dangers that have not ended, the longest wait first. Without any words',
	tag: 'cases',
	roles: EVERYBODY,
	query: noQuerySchema,
	body: noBodySchema,
	success: {
		status: 200,
		description: 'Those of the first 100 cases.',
		schema: () =>
			z.object({
				items: z.array(
					z.object({
						case: prefixedIdSchema('case'),
						number: z.string(),
						kind: dangerKindSchema,
						since: instantSchema,
						takenBy: z.string().optional(),
						takenAt: instantSchema.optional(),
						toldAt: instantSchema.optional().meta({ description: 'When the lead on call was told last.' }),
					}),
				),
				unreadable: z
					.array(z.object({ case: prefixedIdSchema('case'), number: z.string().optional() }))
					.meta({ description: 'Cases in danger that this release cannot read.' }),
			}),
	},
	problems: [],
} satisfies Contract

const LISTED = 100

type Named = ShowDependencies['agents']

const dangersView = async (agents: Named, rows: readonly CaseRow[]) => {
	const states = readableOf(rows)
	const names = await agents.find([...new Set(states.flatMap(agentsOf))])
	return {
		items: states.flatMap(({ id, number, dangers }) =>
			dangers.map(({ danger: kind, since, takenBy, takenAt, toldAt }) => ({
				case: id,
				number,
				kind,
				since,
				takenBy: takenBy === undefined ? undefined : agentName(names, takenBy),
				takenAt,
				toldAt,
			})),
		),
		unreadable: unreadableOf(rows).map(({ id, number }) => ({ case: id, number })),
	}
}

/** Looks for a message of the customer in the case; undefined where it is not there, or was erased. */
const messageIn = async ({ content }: CommandRouteDependencies, { caseId }: Context, named: string) => {
	const { data: key } = messageKeySchema.safeParse(named)
	const [found] = key === undefined ? [] : await content.get([key])
	return found?.kind === 'message' && found.caseId === caseId ? found.id : undefined
}

export type SignalRouteDependencies = CommandRouteDependencies & { readonly list: Pick<CaseList, 'page'> }

/** Returns the routes of signals and dangers. A kind that the path misspells counts as one that nobody raised. */
export const signalRoutes = (dependencies: SignalRouteDependencies): readonly Route[] => {
	const route = commandRoutesOf(dependencies)
	const signalOf = ({ params }: Context) => signalKindSchema.safeParse(params.signal).data
	const dangerOf = ({ params }: Context) => dangerKindSchema.safeParse(params.danger).data
	return [
		route(raiseSignalContract, async ({ signal, message: named }, context) => {
			const found = await messageIn(dependencies, context, named)
			if (found === undefined) return object({ code: 'messageUnknown' })
			return { command: { kind: 'raiseSignal', by: context.by, signal, message: found } }
		}),
		route(confirmSignalContract, (_, context) => ({
			command: { kind: 'confirmSignal', by: context.by, signal: signalOf(context) },
		})),
		route(dismissSignalContract, ({ reason }, context) => ({
			command: { kind: 'dismissSignal', by: context.by, signal: signalOf(context), reason },
		})),
		route(raiseDangerContract, async ({ kind: danger, message: named }, context) => {
			const found = named === undefined ? undefined : await messageIn(dependencies, context, named)
			if (named !== undefined && found === undefined) return object({ code: 'messageUnknown' })
			return { command: { kind: 'raiseDanger', by: context.by, danger, message: found } }
		}),
		route(takeDangerContract, (_, context) => ({
			command: { kind: 'takeDanger', by: context.by, danger: dangerOf(context) },
		})),
		route(endDangerContract, ({ did }, context) => ({
			command: { kind: 'endDanger', by: context.by, danger: dangerOf(context), did },
		})),
		bind(listDangersContract, async () => {
			const { rows } = await dependencies.list.page({ state: 'open', inDanger: true }, LISTED)
			return { status: 200, body: await dangersView(dependencies.agents, rows) }
		}),
	]
}
