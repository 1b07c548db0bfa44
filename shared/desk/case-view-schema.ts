import * as z from 'zod'
import { teamSchema } from '#shared/cases/actor.ts'
import {
	addressFormSchema,
	assuranceSchema,
	caseOutcomeSchema,
	contactLanguageSchema,
	dataFieldSchema,
	keptOnSchema,
	owedBySchema,
	promiseKindSchema,
	sendFailureSchema,
	unansweredReasonSchema,
	waitReasonSchema,
} from '#shared/cases/codes.ts'
import { protectedActSchema } from '#shared/cases/data/levels.ts'
import { instantSchema } from '#shared/cases/keys.ts'
import { stepKindSchema } from '#shared/cases/netiquette/facts.ts'
import { networkSchema } from '#shared/cases/network.ts'
import { promiseFromSchema, voidedBecauseSchema } from '#shared/cases/promises/facts.ts'
import { dangerKindSchema, signalKindSchema } from '#shared/cases/signals/facts.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { ACTS } from '#shared/replies/failure-words.ts'

/**
 * An agent as the desk shows one: the subject of the sign-in, or `former agent` after the directory entry was
 * destroyed.
 */
const agentSchema = z.string()

/** Returns the schema of a key of ours, expressible in JSON Schema. */
export const prefixedIdSchema = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{16,64}$`))

export const deliveryViewSchema = onFirstUse(() =>
	z.object({
		state: z.enum(['queued', 'started', 'deferred', 'sent', 'failed', 'unknown', 'bounced', 'withdrawn']),
		at: instantSchema,
		until: instantSchema.optional().meta({ description: 'When it leaves, or is tried again.' }),
		failure: sendFailureSchema.optional(),
		act: z.enum(ACTS).optional().meta({ description: 'What failed.' }),
		reason: z.string().optional().meta({ description: 'Why it failed, in plain words.' }),
		held: waitReasonSchema
			.optional()
			.meta({ description: 'What it waits for, where it was put off or waits beyond its time.' }),
		confirmedAt: instantSchema.optional().meta({ description: 'When the network itself told us of it.' }),
	}),
)
export type DeliveryView = z.infer<ReturnType<typeof deliveryViewSchema>>

const submissionViewSchema = onFirstUse(() =>
	z.object({
		id: prefixedIdSchema('sub'),
		receivedAt: instantSchema,
		fields: z.array(dataFieldSchema),
		assurance: assuranceSchema,
		allowed: z.array(protectedActSchema),
	}),
)

export const dataRequestViewSchema = onFirstUse(() =>
	z.object({
		id: prefixedIdSchema('req'),
		state: z.enum(['open', 'paused', 'received', 'revoked', 'disowned', 'expired']),
		fields: z.array(dataFieldSchema),
		expiresAt: instantSchema,
		pausedUntil: instantSchema.optional(),
		message: deliveryViewSchema().optional().meta({ description: 'How the private message with link and code fares.' }),
		invitation: deliveryViewSchema()
			.optional()
			.meta({ description: 'The public invitation that follows where no private message can be had.' }),
		mail: deliveryViewSchema().optional(),
		submissions: z.array(submissionViewSchema()),
	}),
)
export type DataRequestView = z.infer<ReturnType<typeof dataRequestViewSchema>>

/** One promise, as long as it is open and some time after. */
export const promiseViewSchema = onFirstUse(() =>
	z.object({
		id: prefixedIdSchema('promise'),
		kind: promiseKindSchema,
		state: z.enum(['open', 'kept', 'broken', 'moved', 'voided']),
		dueAt: instantSchema,
		madeAt: instantSchema,
		from: promiseFromSchema.meta({ description: 'What it was made with.' }),
		owedBy: owedBySchema,
		agent: agentSchema.optional().meta({ description: 'Who keeps it, where an agent owes it.' }),
		team: teamSchema.optional().meta({ description: 'Which team keeps it, where a team owes it.' }),
		remindedAt: instantSchema.optional(),
		overdueAt: instantSchema.optional(),
		escalatedAt: instantSchema.optional().meta({ description: 'When the leads were last told.' }),
		endedAt: instantSchema.optional(),
		keptOn: keptOnSchema.optional(),
		movedTo: prefixedIdSchema('promise').optional().meta({ description: 'The promise that took its place.' }),
		agreed: z.boolean().optional().meta({ description: 'Whether the customer said yes to the new date.' }),
		voidedBecause: voidedBecauseSchema.optional(),
	}),
)
export type PromiseView = z.infer<ReturnType<typeof promiseViewSchema>>

/** The `case` of the JSON API. Stable: other programs read it. */
export const caseViewSchema = onFirstUse(() =>
	z.object({
		id: prefixedIdSchema('case'),
		number: z.string().meta({ description: 'Can be said on the phone.', examples: ['7K3M9QX'] }),
		state: z.enum(['open', 'closed']),
		turn: z.enum(['ours', 'customer', 'backoffice']),
		turnUntil: instantSchema.optional(),
		dueAt: instantSchema
			.optional()
			.meta({ description: 'By when an interim answer said that the customer hears more from us.' }),
		contacts: z.array(
			z.object({
				network: networkSchema,
				accountId: z.string(),
				userId: z.string(),
				handle: z.string().optional(),
			}),
		),
		channels: z.array(networkSchema),
		waitingSince: instantSchema.optional(),
		unanswered: z.int(),
		owner: agentSchema.optional(),
		deputy: agentSchema.optional(),
		team: teamSchema.optional().meta({ description: 'The team that somebody assigned the case to.' }),
		claimedBy: agentSchema.optional(),
		contactPerson: agentSchema.optional().meta({
			description: 'Whom the customer knows as theirs, where the case fell back from them to `owner` or the team.',
		}),
		fellBackAt: instantSchema.optional().meta({
			description: 'Since when it is `owner`’s or the team’s because its contact person was not here.',
		}),
		address: z.object({
			form: z.enum([...addressFormSchema.options, 'unknown']),
			evidence: z.string().optional(),
			message: prefixedIdSchema('msg').optional().meta({ description: 'The message that says so.' }),
		}),
		language: contactLanguageSchema,
		signals: z
			.array(
				z.object({
					signal: signalKindSchema,
					state: z.enum(['raised', 'confirmed', 'dismissed']),
					message: prefixedIdSchema('msg').optional().meta({ description: 'The newest message that raised it.' }),
					words: z.string().optional().meta({
						description: 'What it stands on, as the message has it now; on the page of the case alone.',
					}),
					at: instantSchema,
				}),
			)
			.meta({ description: 'What may be behind the words of the customer: suggestions, until a person confirms one.' }),
		dangers: z
			.array(
				z.object({
					danger: dangerKindSchema,
					since: instantSchema,
					message: prefixedIdSchema('msg').optional(),
					words: z.string().optional(),
					suggestedText: z.string().meta({
						description: 'What we answer to it, sent by `textKey` of an answer; nobody edits it.',
					}),
					takenBy: agentSchema.optional(),
					takenAt: instantSchema.optional(),
				}),
			)
			.meta({ description: 'Somebody may be in danger: stands until a person said what was done about it.' }),
		mutedUntil: instantSchema.optional().meta({
			description:
				'The customer is muted: what they write still arrives and waits here, and a lead looks at it each day.',
		}),
		netiquette: z
			.object({
				steps: z.array(
					z.object({
						id: prefixedIdSchema('step'),
						kind: stepKindSchema,
						at: instantSchema,
						until: instantSchema.optional(),
						message: prefixedIdSchema('msg').optional().meta({ description: 'Absent of a step in an earlier case.' }),
						state: z.enum(['underWay', 'stands', 'notSent', 'undone', 'ended']),
					}),
				),
				next: z.array(
					z.object({
						kind: stepKindSchema,
						possible: z.boolean().meta({ description: 'False: a step before it is missing.' }),
						by: z.literal('lead').optional().meta({ description: 'Who alone takes it.' }),
						text: z.string().optional().meta({
							description:
								'Ready words for an answer, beside what it answers; sent with `netiquette` of the answer, it is recorded.',
						}),
					}),
				),
			})
			.meta({
				description:
					'What was done about the tone of this person in the last 90 days, in earlier cases too, and what may be done next. Whether the network hides a message is `hideable` of its entry. No step answers anything, or moves a turn.',
			}),
		exposures: z
			.array(
				z.object({
					message: prefixedIdSchema('msg'),
					fields: z.array(dataFieldSchema),
					at: instantSchema,
					text: z.string().meta({ description: 'A ready answer that asks to delete the post.' }),
				}),
			)
			.meta({ description: 'Personal data that the customer wrote in public; our copy is masked.' }),
		answerBy: instantSchema
			.optional()
			.meta({ description: 'The last moment to answer in private, where a network knows one.' }),
		windows: z
			.array(
				z.object({
					network: networkSchema,
					kind: z.enum(['standard', 'humanAgent', 'privateReply']),
					until: instantSchema,
				}),
			)
			.meta({
				description:
					"Meta's windows: any text (24 hours), what a person typed (7 days), one private reply to a comment (7 days).",
			}),
		dataRequest: dataRequestViewSchema().optional(),
		holdsCustomerData: z
			.boolean()
			.meta({ description: 'Something of the customer is stored that an erasure would erase.' }),
		personErasure: z.enum(['proposed', 'demanded', 'begun', 'done']).optional().meta({
			description:
				'`proposed`: waits for a second person, for 24 hours. `demanded`: begins at `personErasureBegins` unless it is withdrawn; until then the case goes on. `begun` and `done`: nothing is sent to them any more.',
		}),
		personErasureBegins: instantSchema
			.optional()
			.meta({ description: 'When a demanded erasure begins. From then on there is no way back.' }),
		proposals: z
			.array(
				z.object({
					id: prefixedIdSchema('msg'),
					by: agentSchema,
					at: instantSchema,
					stale: z.boolean().meta({ description: 'The customer wrote after its author looked.' }),
				}),
			)
			.meta({ description: 'Answers of trainees that wait for somebody to release them.' }),
		questions: z
			.array(z.object({ note: prefixedIdSchema('note'), by: agentSchema, asked: agentSchema, at: instantSchema }))
			.meta({ description: 'Notes that ask a colleague who has not answered yet.' }),
		promises: z
			.array(promiseViewSchema())
			.meta({ description: 'What we owe: the open ones by their dates, then the newest that ended.' }),
		brokenPromises: z.int().meta({
			description:
				'How many promises of this case were broken in all; those moved after their date without the customer’s word are.',
		}),
		followUp: z
			.object({ at: instantSchema, agent: agentSchema, isDue: z.boolean() })
			.optional()
			.meta({ description: 'When one of us wants to see the case again. No word of the customer clears it.' }),
		due: z
			.object({
				kind: z.enum(['promise', 'followUp']),
				at: instantSchema,
				state: z.enum(['ahead', 'reminded', 'due', 'overdue', 'escalated']),
			})
			.optional()
			.meta({ description: 'The first date that we set ourselves, and how near it is.' }),
		phoneForm: z
			.object({ form: addressFormSchema, asked: z.boolean() })
			.optional()
			.meta({ description: 'How the customer is spoken to on the telephone, where somebody asked or said so.' }),
		outcome: caseOutcomeSchema.optional(),
		reason: unansweredReasonSchema.optional().meta({ description: 'Why it was closed without an answer.' }),
		closing: z
			.object({
				state: z.enum(['proposed', 'whenSent']),
				outcome: caseOutcomeSchema,
				reason: unansweredReasonSchema.optional(),
				at: instantSchema.optional(),
			})
			.optional()
			.meta({
				description:
					'An end that is not there yet. `proposed`: a second person approves or refuses it. `whenSent`: it comes when the answer was sent, if nothing happens in between.',
			}),
		openedAt: instantSchema,
		closedAt: instantSchema.optional(),
		version: z.int(),
	}),
)
export type CaseView = z.infer<ReturnType<typeof caseViewSchema>>

/** The row of a case that this release cannot read, at its place in the list. */
export const unreadableCaseSchema = onFirstUse(() =>
	z
		.object({
			id: prefixedIdSchema('case'),
			number: z.string().optional(),
			state: z.enum(['open', 'closed']),
			unreadable: z.literal(true),
			waitingSince: instantSchema.optional(),
		})
		.meta({
			description:
				'A case that this release cannot read: a newer one wrote to it. Nothing of it is lost, its own page answers 503, and nobody can work it until that release is back.',
		}),
)
export type UnreadableCaseView = z.infer<ReturnType<typeof unreadableCaseSchema>>
