import * as z from 'zod'
import {
	addressFormSchema,
	assuranceSchema,
	callDirectionSchema,
	callResultSchema,
	contactLanguageSchema,
	dataFieldSchema,
	messageFormSchema,
	owedBySchema,
	promiseKindSchema,
} from '#shared/cases/codes.ts'
import { instantSchema } from '#shared/cases/keys.ts'
import { mediaFailureSchema } from '#shared/cases/messages/media-item.ts'
import { aboutSchema, attachedSchema, FILE_KINDS } from '#shared/cases/messages/pointed-at.ts'
import { stepKindSchema } from '#shared/cases/netiquette/facts.ts'
import { outboundChannelSchema } from '#shared/cases/network.ts'
import { dangerKindSchema, signalKindSchema } from '#shared/cases/signals/facts.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { deliveryViewSchema } from './case-view-schema.ts'

/** One line of a case's timeline in the JSON API. */
export const timelineEntrySchema = onFirstUse(() =>
	z.object({
		id: z.string(),
		at: instantSchema.meta({ description: "A message's time is its network's." }),
		kind: z.enum([
			'message',
			'messageEdited',
			'messageErased',
			'messageHidden',
			'messageShown',
			'note',
			'noteWithdrawn',
			'noteStruck',
			'colleagueAsked',
			'colleagueAnswered',
			'caseOpened',
			'caseReopened',
			'caseClaimed',
			'caseReleased',
			'caseAssigned',
			'caseTakenOver',
			'caseFellBack',
			'addressFormSet',
			'languageSet',
			'dataRequested',
			'requestResent',
			'invitation',
			'mailRequested',
			'mailBounced',
			'bounceNotice',
			'complaintNotice',
			'mailParked',
			'parkedMailSettled',
			'requestPaused',
			'requestDisowned',
			'requestRevoked',
			'requestExpired',
			'dataReceived',
			'dataRead',
			'dataErased',
			'reply',
			'replyProposed',
			'replyReleased',
			'replyReturned',
			'replyCorrected',
			'replyDeleted',
			'replyBounced',
			'hideQueued',
			'unhideQueued',
			'nativeAnswer',
			'nativeAnswerConfirmed',
			'answeredByHand',
			'dataFound',
			'dataExposed',
			'personErasureProposed',
			'personErasureDemanded',
			'personErasureWithdrawn',
			'personErasureBegun',
			'personErased',
			'turnLapsed',
			'caseClosed',
			'closeQueued',
			'closeDropped',
			'closingProposed',
			'closingApproved',
			'closingRefused',
			'promiseMade',
			'promiseKept',
			'promiseBroken',
			'promiseMoved',
			'promisePassedOn',
			'promiseReminded',
			'promiseOverdue',
			'promiseEscalated',
			'promiseVoided',
			'promiseRestored',
			'followUpSet',
			'followUpDue',
			'messageDisowned',
			'caseFellAway',
			'followUpCleared',
			'callRecorded',
			'phoneFormSet',
			'signalRaised',
			'signalConfirmed',
			'signalDismissed',
			'dangerRaised',
			'dangerTold',
			'dangerTaken',
			'dangerEnded',
			'netiquetteStep',
			'netiquetteStepUndone',
			'muteEnded',
		]),
		channel: outboundChannelSchema.optional(),
		visibility: z.enum(['public', 'private', 'internal']),
		author: z.enum(['customer', 'agent', 'bystander', 'system']),
		agent: z.string().optional(),
		text: z.string().optional(),
		erased: z.literal(true).optional().meta({ description: 'The words were erased; only the fact is left.' }),
		hidden: z.literal(true).optional().meta({ description: 'The public does not see it any more.' }),
		hideable: z
			.literal(true)
			.optional()
			.meta({ description: 'Of a message: its network lets us hide it from the public.' }),
		sealed: z
			.literal(true)
			.optional()
			.meta({ description: "Encrypted: it can be read and answered in the network's app only." }),
		attachments: z.array(attachedSchema()).readonly().optional().meta({
			description:
				'What came along, by its kind: files of the sender; a place (degrees of WGS 84); a shared post, reel, story, page or product with its title and address.',
		}),
		about: aboutSchema().optional().meta({
			description: 'What a message answers or came by, beside another message: a story or an advertisement of ours.',
		}),
		media: z
			.array(
				z.object({
					index: z.int().meta({ description: 'Its place in `/api/cases/{id}/media/{message}/{index}`.' }),
					kind: z.enum(FILE_KINDS),
					state: z.enum(['waiting', 'kept', 'missing']),
					type: z.string().optional().meta({ description: 'As its content says.' }),
					bytes: z.int().optional(),
					reason: mediaFailureSchema.optional(),
				}),
			)
			.optional(),
		missingText: z
			.enum(['waiting', 'failed'])
			.optional()
			.meta({ description: 'The text is not all there: it is being read at the network, or could not be.' }),
		link: z.string().optional().meta({ description: 'Where a public message stands at its network.' }),
		handle: z.string().optional(),
		name: z.string().optional(),
		form: messageFormSchema.optional(),
		thread: z
			.string()
			.optional()
			.meta({ description: 'For `GET /api/asides`: what else was written in the same thread.' }),
		asideSeen: z.boolean().optional().meta({ description: "A bystander's: whether somebody has looked at it." }),
		delivery: deliveryViewSchema().optional(),
		initials: z.string().optional().meta({ description: 'Under an answer: who of us wrote it.' }),
		networkId: z.string().optional().meta({ description: 'Of an answer that was sent: what its network calls it.' }),
		inReplyTo: z.string().optional().meta({ description: 'The entry that an answer is written under or to.' }),
		reply: z.string().optional().meta({
			description:
				'The answer that was corrected, taken back or confirmed; the proposal that was released or returned.',
		}),
		confirmedBy: z.string().optional().meta({ description: 'The second person, of an erasure that `agent` proposed.' }),
		parked: z.string().optional().meta({
			description:
				'The parked mail of `GET /api/parked`: a person may have sent it, from another address than was confirmed.',
		}),
		note: z.string().optional().meta({ description: 'The note that was taken back, that asks, or that answers.' }),
		question: z.string().optional().meta({ description: 'The note that was answered.' }),
		asked: z.string().optional().meta({ description: 'The colleague whom a note asks.' }),
		struck: z
			.literal(true)
			.optional()
			.meta({ description: 'A note that its author took back later: it does not hold.' }),
		owner: z.string().optional(),
		deputy: z.string().optional(),
		team: z.string().optional().meta({ description: 'The team that a case was assigned to.' }),
		from: z.string().optional().meta({ description: 'Who had a case that somebody took over, or that fell back.' }),
		addressForm: addressFormSchema.optional(),
		language: contactLanguageSchema.optional(),
		fields: z.array(dataFieldSchema).optional(),
		assurance: assuranceSchema.optional(),
		purpose: z.string().optional(),
		outcome: z.string().optional(),
		message: z.string().optional().meta({
			description: 'The customer’s message by which they withdrew their matter, or whose tone a step is about.',
		}),
		signal: signalKindSchema.optional(),
		danger: dangerKindSchema.optional(),
		step: stepKindSchema.optional().meta({ description: 'What was done about the tone of `message`.' }),
		reason: z.string().optional(),
		until: instantSchema.optional(),
		promise: z.string().optional().meta({ description: 'The promise that it is about.' }),
		promiseKind: promiseKindSchema.optional(),
		owedBy: owedBySchema.optional(),
		movedTo: z.string().optional().meta({ description: 'The promise that took its place.' }),
		agreed: z.boolean().optional(),
		direction: callDirectionSchema.optional(),
		result: callResultSchema.optional(),
	}),
)
export type TimelineEntry = z.infer<ReturnType<typeof timelineEntrySchema>>
