import * as z from 'zod'
import type { CommandOf } from '#shared/cases/commands.ts'
import type { MessageContent } from '#shared/cases/content.ts'
import { instantSchema, messageKeySchema, stepIdSchema } from '#shared/cases/keys.ts'
import { stepKindSchema, stepUndoneReasonSchema } from '#shared/cases/netiquette/facts.ts'
import { mutedUntil } from '#shared/cases/netiquette/state.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import { wayOfForm } from '#shared/cases/replies/ways.ts'
import { readableOf } from '#shared/cases/unreadable-case.ts'
import { caseViewSchema, prefixedIdSchema } from '#shared/desk/case-view-schema.ts'
import { showRows } from '#shared/desk/show-case.ts'
import { addMilliseconds, DAY } from '#shared/kernel/clock.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { object } from '#shared/replies/objection.ts'
import { command, limitSchema, noBodySchema, optionalVersion, typedInstant } from './case-contracts.ts'
import { type CommandRouteDependencies, type Context, commandRoutesOf } from './command-route.ts'
import { problemsOn } from './refusal-problems.ts'
import { bind, type Contract, type Route } from './route.ts'

/** The routes of what we do about somebody's tone. What is said in an answer is recorded with it (reply-routes.ts). */

const takeStepContract = {
	...command(
		'netiquette',
		'Take a step about the tone of a message: a pointer, a warning, hiding it, muting its author for at most 30 days. No step answers anything, or is taken before the one before it',
		() =>
			z
				.strictObject({
					version: optionalVersion,
					kind: stepKindSchema.meta({
						description:
							'`pointer` and `warning` that were said elsewhere, on the telephone for example; those in an answer are recorded with it. `muted`: by a lead. What they write still arrives, and waits.',
					}),
					message: prefixedIdSchema('msg').meta({
						description: 'The `id` of a message of the customer in the timeline.',
					}),
					until: typedInstant.optional().meta({ description: 'Of `muted`, and of no other: at most 30 days away.' }),
				})
				.check(({ value, issues }) => {
					if ((value.kind === 'muted') !== (value.until !== undefined))
						issues.push({ code: 'custom', path: ['until'], input: value.until })
				}),
		[...problemsOn('takeStep'), 'message-unknown'],
	),
	operation: 'takeNetiquetteStep',
} satisfies Contract

const undoStepContract = {
	...command(
		'netiquette/:step/undone',
		'Take a step back, and say why: it does not count any more, and what it hid is shown again',
		() => z.strictObject({ version: optionalVersion, reason: stepUndoneReasonSchema.exclude(['shownAgain']) }),
		problemsOn('undoStep'),
	),
	operation: 'undoNetiquetteStep',
} satisfies Contract

/** So soon a lead looks at what somebody wrote who is muted. */
const LOOKED_AT_WITHIN = DAY

const listMutedContract = {
	operation: 'listMuted',
	method: 'GET',
	path: '/api/muted',
	summary:
		'Open cases of those who are muted, the longest wait first: what they write arrives there as anywhere, and a lead looks at it each day',
	tag: 'cases',
	roles: ['lead'],
	query: () => z.strictObject({ limit: limitSchema }),
	body: noBodySchema,
	success: {
		status: 200,
		description: 'The cases, with until when each is to be looked at.',
		schema: onFirstUse(() =>
			z.object({
				items: z.array(
					z.object({
						case: caseViewSchema(),
						mutedUntil: instantSchema,
						lookBy: instantSchema.optional().meta({ description: 'A day after they began to wait for an answer.' }),
					}),
				),
			}),
		),
	},
	problems: [],
} satisfies Contract

export type NetiquetteRouteDependencies = CommandRouteDependencies & {
	readonly list: Pick<CaseList, 'muted' | 'loadAll'>
}

/** Looks for a message of the customer that stands on a network; undefined where it is none of the case, or was erased. */
const messageOnNetwork = async ({ content }: CommandRouteDependencies, { caseId }: Context, named: string) => {
	const [found] = await content.get([messageKeySchema.parse(named)])
	return found?.kind === 'message' && found.caseId === caseId ? found : undefined
}

type Asked = z.output<ReturnType<typeof takeStepContract.body>>

const stepOf = (
	{ kind, until }: Asked,
	message: MessageContent,
	{ newKey, now }: Context,
): CommandOf<'takeStep'>['taken'] => {
	if (kind === 'muted') return { what: kind, until: until ?? now }
	if (kind !== 'hidden') return { what: kind }
	const send = newKey('send')
	// A mail stands nowhere.
	if (message.form === 'mail') return { what: kind, send, network: 'x', isHideable: false }
	const { network, form } = message
	return { what: kind, send, network, isHideable: wayOfForm(network, form).isHideable }
}

/** Returns where to show again what a step had hidden; undefined where it hid nothing that is still there. */
const hiddenBy = async (
	{ content }: CommandRouteDependencies,
	{ state, newKey }: Context,
	step: string | undefined,
): Promise<CommandOf<'undoStep'>['show']> => {
	const message = state.netiquette.find((one) => one.step === step && one.what === 'hidden')?.message
	const [found] = message === undefined ? [] : await content.get([message])
	return found?.kind === 'message' && found.form !== 'mail'
		? { send: newKey('send'), network: found.network }
		: undefined
}

const mutedItems = async (dependencies: NetiquetteRouteDependencies, limit: number) => {
	const { list, clock } = dependencies
	const now = clock.now()
	const states = readableOf(await list.loadAll(await list.muted(limit)))
	const muted = states.filter((state) => mutedUntil(state, now) !== undefined)
	const views = await showRows(
		dependencies,
		muted.map((state) => ({ kind: 'readable', state })),
	)
	return muted.map((state, index) => ({
		case: views[index],
		mutedUntil: mutedUntil(state, now),
		lookBy: state.waitingSince === undefined ? undefined : addMilliseconds(state.waitingSince, LOOKED_AT_WITHIN),
	}))
}

/** Returns the routes of the ladder, and the folder of those who are muted. */
export const netiquetteRoutes = (dependencies: NetiquetteRouteDependencies): readonly Route[] => {
	const route = commandRoutesOf(dependencies)
	return [
		route(takeStepContract, async (body, context) => {
			const found = await messageOnNetwork(dependencies, context, body.message)
			if (found === undefined) return object({ code: 'messageUnknown' })
			const { actor, newKey } = context
			const taken = stepOf(body, found, context)
			return { command: { kind: 'takeStep', actor, step: newKey('step'), message: found.id, taken } }
		}),
		route(undoStepContract, async ({ reason }, context) => {
			const { actor, params } = context
			const { data: step } = stepIdSchema.safeParse(params.step)
			return {
				command: { kind: 'undoStep', actor, step, reason, show: await hiddenBy(dependencies, context, step) },
			}
		}),
		bind(listMutedContract, async ({ query: { limit } }) => ({
			status: 200,
			body: { items: await mutedItems(dependencies, limit) },
		})),
	]
}
