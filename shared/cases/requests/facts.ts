import * as z from 'zod'
import { addressFormSchema, contactLanguageSchema, dataFieldSchema } from '../codes.ts'
import { by, kindOf, request, send } from '../fact-schema.ts'
import { instantSchema, messageKeySchema } from '../keys.ts'
import { networkSchema } from '../network.ts'

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
		kindOf('RequestPaused', { ...request, until: instantSchema }),
		kindOf('RequestDisowned', request),
		kindOf('RequestRevoked', { ...by, ...request }),
		kindOf('RequestExpired', request),
	] as const

export type RequestsFact = z.infer<ReturnType<typeof requestsFacts>[number]>
