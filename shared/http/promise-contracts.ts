import * as z from 'zod'
import { subjectSchema } from '#shared/agents/agent.ts'
import {
	addressFormSchema,
	callDirectionSchema,
	callResultSchema,
	keptOnSchema,
	owedBySchema,
	promiseKindSchema,
} from '#shared/cases/codes.ts'
import { caseNumberSchema } from '#shared/cases/keys.ts'
import { prefixedIdSchema, promiseViewSchema } from '#shared/desk/case-view-schema.ts'
import {
	command,
	cursorSchema,
	limitSchema,
	noBodySchema,
	optionalVersion,
	remark,
	typedInstant,
} from './case-contracts.ts'
import { problemsOn } from './refusal-problems.ts'
import { CALLERS, type Contract, READERS } from './route.ts'

/** A moment to come, as whoever types it writes it. */
const dueAt = typedInstant.meta({ description: 'At most 366 days away.' })

const said = {
	kind: promiseKindSchema,
	dueAt,
	owedBy: owedBySchema.default('agent').meta({ description: '`agent`: who promises keeps it.' }),
}

/** What is promised with something else. */
export const promiseBody = z.strictObject(said)

export const makePromiseContract = command(
	'promises',
	'Promise something by a date. It ends only as kept, broken or moved',
	() => z.strictObject({ version: optionalVersion, ...said, note: remark }),
	[...problemsOn('makePromise'), 'text-invalid', 'note-holds-data'],
	'promises',
)

const onPromise = <Body extends () => z.ZodType>(
	name: string,
	operation: string,
	summary: string,
	body: Body,
	problems: Contract['problems'],
) => ({ ...command(`promises/:promise/${name}`, summary, body, problems, 'promises'), operation })

export const keepPromiseContract = onPromise(
	'kept',
	'keepPromise',
	'Say that a promise was kept',
	() => z.strictObject({ version: optionalVersion, on: keptOnSchema.default('other') }),
	problemsOn('keepPromise'),
)
export const breakPromiseContract = onPromise(
	'broken',
	'breakPromise',
	'Say that a promise was broken',
	() => z.strictObject({ version: optionalVersion }),
	problemsOn('breakPromise'),
)
export const movePromiseContract = onPromise(
	'moved',
	'movePromise',
	'Put a promise with another date in the place of one',
	() =>
		z.strictObject({
			version: optionalVersion,
			dueAt,
			agreed: z.boolean().meta({ description: 'Whether the customer said yes to it.' }),
		}),
	problemsOn('movePromise'),
)
export const passPromiseContract = onPromise(
	'passed-on',
	'passPromise',
	'Give a promise to somebody else to keep',
	() =>
		z.strictObject({
			version: optionalVersion,
			to: subjectSchema.meta({ description: 'An agent, or the code of a team.' }),
		}),
	problemsOn('passPromise'),
)

export const listPromisesContract = {
	operation: 'listPromises',
	method: 'GET',
	path: '/api/promises',
	summary:
		"What is owed and open, by date: of up to 100 cases a page, in the order of the first date of each, what is yours, your team's, or all",
	tag: 'promises',
	roles: READERS,
	query: () =>
		z.strictObject({
			whose: z.enum(['me', 'team', 'all']).default('me'),
			limit: limitSchema,
			cursor: cursorSchema,
		}),
	body: noBodySchema,
	success: {
		status: 200,
		description: 'Open promises with their cases.',
		schema: () =>
			z.object({
				items: z.array(
					promiseViewSchema().extend({
						case: z.object({ id: prefixedIdSchema('case'), number: caseNumberSchema, version: z.int() }),
					}),
				),
				next: z.string().optional(),
			}),
	},
	problems: ['cursor-invalid'],
} satisfies Contract

export const setFollowUpContract = command(
	'follow-up',
	'Say when you want to see the case again: it is our turn then. Takes the place of an earlier date',
	() => z.strictObject({ version: optionalVersion, at: dueAt, note: remark }),
	[...problemsOn('setFollowUp'), 'text-invalid', 'note-holds-data'],
	'promises',
)
export const clearFollowUpContract = {
	...command(
		'follow-up/clearing',
		'Say that nobody needs to see the case again at that date',
		() => z.strictObject({ version: optionalVersion }),
		problemsOn('clearFollowUp'),
		'promises',
	),
	operation: 'clearFollowUp',
}

export const recordCallContract = {
	...command(
		'calls',
		'Record a call with the customer, and what was promised by it. The call centre promises for the team, and is told no words',
		() =>
			z.strictObject({
				version: optionalVersion,
				direction: callDirectionSchema.meta({ description: '`in`: the customer called.' }),
				result: callResultSchema,
				note: remark,
				promise: promiseBody.optional(),
			}),
		[...problemsOn('recordCall'), 'text-invalid', 'note-holds-data'],
		'promises',
	),
	roles: CALLERS,
} satisfies Contract
export const setPhoneFormContract = command(
	'phone-form',
	'Say how the customer is spoken to on the telephone; du only after they were asked',
	() => z.strictObject({ version: optionalVersion, form: addressFormSchema, asked: z.boolean().default(false) }),
	problemsOn('setPhoneForm'),
	'promises',
)
