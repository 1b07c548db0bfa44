import type { RefusalRow } from './refusal.ts'

const v1 = (code: number, message: string) => ({ errors: [{ code, message }] })

/** X's refusals, the first that fits (NETWORKS.md 2.8, 2.12). */
export const X_REFUSALS: readonly RefusalRow[] = [
	{
		name: 'limit by status',
		when: [{ status: [420, 429], isPage: false }],
		meaning: { about: 'now', reason: 'limit' },
		source: 'xdevplatform/docs, fundamentals/rate-limits',
		example: { status: 429, body: { title: 'Too Many Requests', type: 'about:blank', status: 429 } },
	},
	{
		name: 'endpoint not there',
		when: [{ codes: [34] }],
		meaning: { about: 'unreadable' },
		source: 'the-convocation/twitter-scraper#165',
		example: { status: 404, body: v1(34, 'Sorry, that page does not exist.') },
	},
	{
		name: 'not authenticated',
		// Whatever else it says; only a proxy's page is no word of X.
		when: [{ status: [401], isPage: false }],
		meaning: { about: 'account', reason: 'tokenDead', otherwise: 'forbidden', mayPass: true },
		source: 'xdevplatform/docs, fundamentals/response-codes-and-errors',
		example: { status: 401, body: {} },
	},
	{
		name: 'unreadable',
		when: [{ isReadable: false }, { status: [408, 425] }, { status: (status) => status < 400 || status >= 500 }],
		meaning: { about: 'unreadable' },
		source: 'iSarabjitDhiman/TweeterPy#105; on the official API inferred',
		example: { status: 403, body: '<!DOCTYPE html><title>Attention Required! | Cloudflare</title>' },
	},
	{
		name: 'limit by code',
		when: [{ codes: [88, 185] }, { words: /usage-capped|over daily status update limit/i }],
		meaning: { about: 'now', reason: 'limit' },
		source: 'xdevplatform/docs, fundamentals/response-codes-and-errors',
		example: { status: 403, body: v1(185, 'User is over daily status update limit.') },
	},
	{
		name: 'looks automated',
		when: [{ codes: [226] }, { words: /looks like it might be automated/i }],
		meaning: { about: 'now', reason: 'looksAutomated' },
		source: 'jkomoros/card-web#485, sferik/twitter-ruby#692',
		example: {
			status: 403,
			body: v1(226, "This request looks like it might be automated. We can't complete this action right now."),
		},
	},
	{
		name: 'application may not write',
		// The whole app's by its words, and no call that only reads can see it: sends wait and one tries now and then.
		when: [
			{ codes: [261, 453] },
			{ words: /application cannot perform write actions|access to a subset of X API/i },
			{ words: /official-client-forbidden/i },
		],
		meaning: { about: 'now', reason: 'applicationRestricted' },
		source: 'linvi/tweetinvi#78 #1139, Twitter4J/Twitter4J#407 #410, xdevplatform/samples#61',
		example: {
			status: 403,
			body: v1(453, 'You currently have access to a subset of X API V2 endpoints and limited v1.1 endpoints'),
		},
	},
	{
		name: 'account locked or suspended',
		when: [
			{ codes: [64, 326] },
			{ words: /your account (is|has been) (\w+ )?(suspended|locked)|account is temporarily locked/i },
		],
		meaning: { about: 'account', reason: 'accountBlocked', otherwise: 'rejected', mayPass: true },
		source: 'xdevplatform/docs, fundamentals/response-codes-and-errors',
		example: { status: 403, body: v1(326, 'To protect our users, this account is temporarily locked.') },
	},
	{
		name: 'no credits',
		when: [{ status: [402] }],
		meaning: { about: 'account', reason: 'accountBlocked', otherwise: 'rejected', mayPass: true },
		source: 'xdevplatform/docs, changelog',
		example: { status: 402, body: { title: 'CreditsDepleted', detail: 'Your enrolled account has no credits.' } },
	},
	{
		name: 'token dead',
		when: [
			{ codes: [32, 89, 99, 135, 215, 416] },
			{ words: /invalid or expired token|suspended application|client-not-enrolled/i },
			{ status: [403], isReadOnly: true },
		],
		meaning: { about: 'account', reason: 'tokenDead', otherwise: 'forbidden', mayPass: true },
		source: 'xdevplatform/docs, fundamentals/response-codes-and-errors',
		example: { status: 403, body: v1(89, 'Invalid or expired token.') },
	},
	{
		name: 'credentials do not reach it',
		when: [{ codes: [220] }, { words: /credentials do not allow access/i }],
		meaning: { about: 'account', reason: 'tokenDead', otherwise: 'forbidden' },
		source: 'plhery/node-twitter-api-v2#445',
		example: { status: 403, body: v1(220, 'Your credentials do not allow access to this resource.') },
	},
	{
		name: 'duplicate',
		when: [{ codes: [187] }, { words: /duplicate content|is a duplicate|already said that/i }],
		meaning: { about: 'message', reason: 'duplicate' },
		source: 'xdevplatform/docs, fundamentals/response-codes-and-errors',
		example: { status: 403, body: v1(187, 'Status is a duplicate.') },
	},
	{
		name: 'too long',
		when: [
			{ codes: [186, 354] },
			{ status: [413] },
			{ words: /too long|over \d+ characters|exceeds? .*(length|limit)/i },
		],
		meaning: { about: 'message', reason: 'tooLong' },
		source: 'xdevplatform/docs, fundamentals/response-codes-and-errors',
		example: { status: 403, body: v1(186, 'Tweet needs to be a bit shorter.') },
	},
	{
		name: 'post not there',
		when: [
			{ codes: [144, 179, 385, 421] },
			{ words: /(reply to a (tweet|post)|that) is deleted or not visible/i },
			{ words: /resource-not-found/i, operations: ['public', 'remove', 'hide'] },
			{ status: [404], operations: ['remove', 'hide'] },
		],
		meaning: { about: 'message', reason: 'unknownTarget' },
		source: 'xdevplatform/docs, fundamentals/response-codes-and-errors',
		example: { status: 404, body: v1(144, 'No status found with that ID.') },
	},
	{
		name: 'recipient takes none',
		when: [
			{ codes: [349, 150, 214], operations: ['private'] },
			{ words: /(cannot|not allowed to|permission to) (send messages|dm|direct message)/i, operations: ['private'] },
		],
		meaning: { about: 'recipient', reason: 'recipientClosed' },
		source: 'xdevplatform/docs, fundamentals/response-codes-and-errors',
		example: { status: 403, body: v1(349, 'You cannot send messages to this user.') },
	},
	{
		name: 'recipient gone',
		when: [
			{ codes: [108, 50, 63, 17], operations: ['private'] },
			{
				words: /user (has been suspended|not found)|could not find .*(participant|user)|resource-not-found/i,
				operations: ['private'],
			},
		],
		meaning: { about: 'recipient', reason: 'recipientGone' },
		source: 'xdevplatform/docs, fundamentals/response-codes-and-errors',
		example: { status: 403, body: v1(50, 'User not found.') },
	},
	{
		name: 'parameter refused',
		when: [{ status: [400], words: /parameters? (is|are|was|were|to your request was) invalid|invalid[- ]request/i }],
		meaning: { about: 'message', reason: 'rejected' },
		source: 'xdevplatform/docs, fundamentals/response-codes-and-errors',
		example: {
			status: 400,
			body: { title: 'Invalid Request', detail: 'One or more parameters to your request was invalid.' },
		},
	},
	{
		name: 'not allowed here',
		when: [
			{ codes: [93, 136, 433] },
			{ words: /oauth1?[- ]permissions|not configured|not allowed|not permitted to|client-forbidden/i },
		],
		meaning: { about: 'message', reason: 'forbidden' },
		source: 'xdevplatform/docs, changelog (23 February 2026); code 136 inferred',
		example: {
			status: 403,
			body: { title: 'Forbidden', detail: 'Reply to this conversation is not allowed because you were not mentioned.' },
		},
	},
]
