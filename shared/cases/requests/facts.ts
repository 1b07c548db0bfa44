import * as z from 'zod'
import { addressFormSchema, contactLanguageSchema, dataFieldSchema } from '../codes.ts'
import { by, kindOf, request, send } from '../fact-schema.ts'
import { envelopeIdSchema, instantSchema, messageKeySchema } from '../keys.ts'
import { networkSchema } from '../network.ts'

/** Why a mail to the reply address of a case is parked, where a person may have sent it. */
export const mailParkedReasonSchema = z.enum(['otherAddress', 'addressNotConfirmed', 'notAuthentic', 'fromNotOne'])
export type MailParkedReason = z.infer<typeof mailParkedReasonSchema>
const parkedMailEndSchema = z.enum(['filed', 'ignored', 'dismissed', 'erased'])
export type ParkedMailEnd = z.infer<typeof parkedMailEndSchema>

/** Lists the facts of the secure e-mail request, from the agent's question to its end. */
export const requestsFacts = () =>
	[
		kindOf('DataRequested', {
			...by,
			...request,
			...send,
			fields: z.array(dataFieldSchema).min(1),
			form: addressFormSchema,
			language: contactLanguageSchema,
			/** The message whose author gets the private message. */
			message: messageKeySchema,
			network: networkSchema,
			expiresAt: instantSchema,
		}),
		kindOf('RequestResent', { ...by, ...request, ...send, message: messageKeySchema, network: networkSchema }),
		kindOf('InvitationQueued', { ...request, ...send, message: messageKeySchema, network: networkSchema }),
		kindOf('MailRequested', {
			...request,
			...send,
			issue: z.int().positive(),
			/** When the link of this mail ends, and with it the request if that is later. */
			expiresAt: instantSchema,
		}),
		kindOf('MailBounced', { ...request, issue: z.int().positive(), reason: z.enum(['bounced', 'complained']) }),
		kindOf('NoticeQueued', {
			...request,
			...send,
			notice: z.enum(['mailBounced', 'mailComplained']),
			message: messageKeySchema,
			network: networkSchema,
		}),
		/** A mail to the reply address of this case waits, parked: it does not come from the address that was confirmed, or nobody can tell. */
		kindOf('MailParked', { envelope: envelopeIdSchema, reason: mailParkedReasonSchema }),
		/** It waits no more: it was filed, counted as a machine's, let go by a lead, or erased with its author. */
		kindOf('ParkedMailSettled', {
			envelope: envelopeIdSchema,
			how: parkedMailEndSchema,
		}),
		kindOf('RequestPaused', { ...request, until: instantSchema }),
		kindOf('RequestDisowned', request),
		kindOf('RequestRevoked', { ...by, ...request }),
		kindOf('RequestExpired', request),
	] as const

export type RequestsFact = z.infer<ReturnType<typeof requestsFacts>[number]>
