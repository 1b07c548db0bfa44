import type { RefusalRow } from './refusal.ts'

const graph = (code: number, message: string, subcode?: number) => ({
	error: { code, error_subcode: subcode, type: 'OAuthException', message },
})

/** Permissions as the sentences of any year name them. */
const PERMISSION =
	/\b(?:pages|instagram)_[a-z_]+|\b(?:manage_pages|publish_pages|publish_to_groups|publish_actions|read_page_mailboxes)\b/i

/** Meta's refusals, the first that fits (NETWORKS.md 3.4, 3.8). Subcodes from 2534001 on are Instagram's. */
export const META_REFUSALS: readonly RefusalRow[] = [
	{
		name: 'limit',
		when: [
			{ status: [429], isPage: false },
			{ codes: [4, 17, 32, 341, 613] },
			{ codes: (code) => code >= 80_000 && code <= 80_014 },
		],
		meaning: { about: 'now', reason: 'limit' },
		source: 'developers.facebook.com, graph-api/overview/rate-limiting',
		example: { status: 400, body: graph(613, 'Calls to this api have exceeded the rate limit.') },
	},
	{
		name: 'content refused',
		when: [
			{ codes: [368], subcodes: [1_346_003] },
			{
				codes: [368],
				words: /includes content|reported as abusive|looks like spam|(link|url|content).*(blocked|against)/i,
			},
		],
		meaning: { about: 'message', reason: 'contentRefused' },
		source: 'fbsamples/original-coast-clothing#67, facebookarchive/php-graph-sdk#528; other words inferred',
		example: {
			status: 400,
			body: graph(
				368,
				"Your message couldn't be sent because it includes content that other people on Facebook have reported as abusive.",
				1_346_003,
			),
		},
	},
	{
		name: 'account restricted',
		when: [{ codes: [368] }, { subcodes: [1_893_063] }],
		meaning: { about: 'account', reason: 'accountBlocked', otherwise: 'rejected', mayPass: true },
		source: 'facebookarchive/php-graph-sdk#1047; Messenger error codes',
		example: { status: 400, body: graph(368, "You're temporarily blocked from performing this action") },
	},
	{
		name: 'token dead',
		// appsecret_proof: our own configuration is wrong, which no call survives.
		when: [{ codes: [102, 190, 230] }, { words: /appsecret_proof/i }],
		meaning: { about: 'account', reason: 'tokenDead', otherwise: 'forbidden', mayPass: true },
		source: 'developers.facebook.com, graph-api/guides/error-handling',
		example: { status: 400, body: graph(190, 'Error validating access token', 463) },
	},
	{
		name: 'unreadable',
		when: [
			{ isReadable: false },
			{ status: [408, 425] },
			{ status: (status) => status < 400 || status >= 500 },
			{ codes: [-2, -1, 1, 2, 1_200] },
			{ isTransient: true },
		],
		meaning: { about: 'unreadable' },
		source: 'developers.facebook.com, graph-api/guides/error-handling; proxies inferred',
		example: { status: 403, body: '<html>' },
	},
	{
		name: 'out of time',
		when: [{ subcodes: [2_018_065, 2_018_278, 2_534_022] }, { codes: [10_901] }],
		meaning: { about: 'message', reason: 'windowClosed' },
		source: 'Messenger error codes',
		example: { status: 400, body: graph(10, 'This message is sent outside of allowed window.', 2_018_278) },
	},
	{
		name: 'another app owns the conversation',
		when: [{ subcodes: [2_018_300] }, { words: /another app is controlling this thread/i }],
		meaning: { about: 'message', reason: 'otherAppOwnsThread' },
		source: 'davidchua/pymessenger#93',
		example: { status: 403, body: graph(10, 'another app is controlling this thread now.', 2_018_300) },
	},
	{
		name: 'target not there',
		when: [{ subcodes: [33, 2_018_292] }, { codes: [803] }],
		meaning: { about: 'message', reason: 'unknownTarget' },
		source: 'developers.facebook.com, graph-api/guides/error-handling',
		example: { status: 400, body: graph(100, 'Unsupported post request. Object does not exist', 33) },
	},
	{
		name: 'recipient takes none',
		when: [
			{ subcodes: [1_545_041, 2_018_108, 2_534_001] },
			{ codes: [551, 10_903] },
			{ words: /isn't receiving messages from you/i },
		],
		meaning: { about: 'recipient', reason: 'recipientClosed' },
		source: 'Messenger error codes; howdyai/botkit#559',
		example: { status: 400, body: graph(200, "(#200) This person isn't receiving messages from you right now.") },
	},
	{
		name: 'takes no private reply',
		when: [{ codes: [10_902] }],
		meaning: { about: 'message', reason: 'neverOpen' },
		source: 'facebookarchive/php-graph-sdk#568',
		example: { status: 400, body: graph(10_902, '(#10902) User cannot reply to this activity') },
	},
	{
		name: 'recipient gone',
		when: [{ subcodes: [2_018_001, 2_018_218, 2_534_014] }],
		meaning: { about: 'recipient', reason: 'recipientGone' },
		source: 'Messenger error codes; chatwoot/chatwoot#5064',
		example: { status: 400, body: graph(100, 'Profile not found', 2_018_218) },
	},
	{
		name: 'duplicate',
		when: [{ codes: [506] }],
		meaning: { about: 'message', reason: 'duplicate' },
		source: 'developers.facebook.com, graph-api/guides/error-handling',
		example: { status: 400, body: graph(506, 'Duplicate status message') },
	},
	{
		name: 'too long',
		when: [{ words: /too long|length of param/i }],
		meaning: { about: 'message', reason: 'tooLong' },
		source: 'inferred',
		example: { status: 400, body: graph(100, '(#100) Length of param message[text] must be less than 2000') },
	},
	{
		name: 'other companies’ pages',
		// Never had, and not needed for ours.
		when: [{ words: /page public content access/i }],
		meaning: { about: 'message', reason: 'forbidden' },
		source: 'developers.facebook.com, apps/features-reference/page-public-content-access',
		example: { status: 400, body: graph(10, "(#10) To use 'Page Public Content Access', your use must be reviewed.") },
	},
	{
		name: 'permission missing',
		// Said of one object as well as of all: a group, a stranger's wall.
		when: [
			{ codes: (code) => code === 10 || (code >= 200 && code <= 299), words: PERMISSION },
			{ words: /application does not have permission|non-active apps?/i },
		],
		meaning: { about: 'account', reason: 'tokenDead', otherwise: 'forbidden' },
		source: 'restfb/restfb#937, Codeinwp/tweet-old-post#649, mqarchane/Mautic-facebook#4',
		example: {
			status: 403,
			body: graph(200, '(#200) If posting to a group, requires publish_to_groups; if to a page, pages_manage_posts'),
		},
	},
	{
		name: 'parameter refused',
		when: [{ codes: [100] }],
		meaning: { about: 'message', reason: 'rejected' },
		source: 'developers.facebook.com, graph-api/guides/error-handling',
		example: { status: 400, body: graph(100, 'Invalid parameter') },
	},
	{
		name: 'not allowed here',
		when: [{ codes: (code) => code === 3 || code === 10 || (code >= 200 && code <= 299) }],
		meaning: { about: 'message', reason: 'forbidden' },
		source: 'developers.facebook.com, graph-api/guides/error-handling',
		example: { status: 403, body: graph(200, 'Permissions error') },
	},
]
