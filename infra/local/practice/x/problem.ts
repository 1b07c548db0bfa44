import { OWN_NAME } from '#infra/local/practice/world/network.ts'

type Status = 400 | 401 | 403 | 404 | 429 | 503

/** An answer with which X refuses, as problem JSON or as the older list of codes (NETWORKS.md 2.8). */
export class XProblem extends Error {
	override readonly name = 'XProblem'
	readonly status: Status
	readonly body: object
	constructor(status: Status, title: string, detail: string, more: object = {}) {
		super(detail)
		this.status = status
		this.body = { title, detail, type: 'about:blank', status, ...more }
	}
}

const problems = 'https://api.x.com/2/problems'
const forbidden = (detail: string, more: object = {}) => new XProblem(403, 'Forbidden', detail, more)

export const duplicateSubscription = () =>
	new XProblem(400, 'DuplicateSubscription', 'A subscription for this event type and user already exists.')
export const noSubscriptionLeft = () =>
	new XProblem(403, 'SubscriptionLimitExceeded', 'Your app has reached its maximum number of subscriptions.')
export const privateEvent = () => forbidden('The user has not authorized your app for this event type.')
export const unauthorized = () => new XProblem(401, 'Unauthorized', 'Unauthorized')
export const duplicateContent = () => forbidden('You are not allowed to create a Tweet with duplicate content.')
export const messagesClosed = () => forbidden('You do not have permission to DM one or more participants.')
export const parentGone = () => forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.')
export const quotedGone = () => forbidden('You attempted to quote a Tweet that is deleted or not visible to you.')
export const notSummoned = () =>
	forbidden(
		'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
	)
export const notInCommunity = () => forbidden('You are not permitted to reply in this Community.')
export const tooLong = () => forbidden('Your Tweet text is too long.')
export const messageTooLong = () =>
	new XProblem(400, 'Invalid Request', 'The text of your direct message is over the max character limit.', {
		type: `${problems}/invalid-request`,
		errors: [{ code: 354, message: 'The text of your direct message is over the max character limit.' }],
	})
export const notYours = () => forbidden('You are not authorized to delete this Tweet.')
export const notToHide = () =>
	forbidden('You are not allowed to hide this Tweet: it is no reply in a conversation of yours.')
/** Returns the refusal of a locked account, in the form of v1, which X uses on v2 addresses too. */
export const accountLocked = () =>
	forbidden('Your account is temporarily locked.', {
		errors: [{ code: 326, message: `To protect our users from spam, the account @${OWN_NAME} is temporarily locked.` }],
	})
export const invalidRequest = (detail: string) =>
	new XProblem(400, 'Invalid Request', detail, { type: `${problems}/invalid-request` })
export const noEndpoint = () =>
	new XProblem(404, 'Not Found Error', 'Could not find the requested endpoint.', {
		type: `${problems}/resource-not-found`,
	})
export const noParticipant = () =>
	new XProblem(404, 'Not Found Error', 'Could not find the participant.', { type: `${problems}/resource-not-found` })
export const tooManyRequests = () => new XProblem(429, 'Too Many Requests', 'Too Many Requests')
export const xUnavailable = () => new XProblem(503, 'Service Unavailable', 'Service Unavailable')

/** Describes why a requested post is missing, as an item of the list `errors`. */
export const missingPost = (id: string, parameter: string, why: 'gone' | 'protected' | 'suspended') => ({
	value: id,
	...{
		gone: {
			detail: `Could not find tweet with ${parameter}: [${id}].`,
			title: 'Not Found Error',
			type: `${problems}/resource-not-found`,
		},
		protected: {
			detail: `Sorry, you are not authorized to see the Tweet with ${parameter}: [${id}].`,
			title: 'Authorization Error',
			type: `${problems}/not-authorized-for-resource`,
		},
		suspended: {
			detail: `User of the Tweet with ${parameter}: [${id}] has been suspended.`,
			title: 'Forbidden',
			type: `${problems}/resource-not-found`,
		},
	}[why],
	resource_type: 'tweet',
	resource_id: id,
	parameter,
})
