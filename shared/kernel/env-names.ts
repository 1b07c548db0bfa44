/**
 * The names of all environment variables: the constructs set them and the functions read them by this list alone.
 * Imports nothing, because both the synthesis and the smallest function load it.
 */
export const ENV = {
	stage: 'STAGE',
	factsTable: 'FACTS_TABLE',
	casesTable: 'CASES_TABLE',
	queueTable: 'QUEUE_TABLE',
	contentTable: 'CONTENT_TABLE',
	requestsTable: 'REQUESTS_TABLE',
	vaultTable: 'VAULT_TABLE',
	vaultKeysTable: 'VAULT_KEYS_TABLE',
	ledgerTable: 'LEDGER_TABLE',
	cursorsTable: 'CURSORS_TABLE',
	sendLimitsTable: 'SEND_LIMITS_TABLE',
	deletionsTable: 'DELETIONS_TABLE',
	agentsTable: 'AGENTS_TABLE',
	erasureProgressTable: 'ERASURE_PROGRESS_TABLE',
	seenTable: 'SEEN_TABLE',
	draftsTable: 'DRAFTS_TABLE',
	presenceTable: 'PRESENCE_TABLE',
	sessionsTable: 'SESSIONS_TABLE',
	pulsesTable: 'PULSES_TABLE',
	searchTable: 'SEARCH_TABLE',
	rawBucket: 'RAW_BUCKET',
	mediaBucket: 'MEDIA_BUCKET',
	/** Where the lead on call hears of dangers that nobody took. */
	dangerTopicArn: 'DANGER_TOPIC_ARN',
	vaultKeyArn: 'VAULT_KEY_ARN',
	deliveriesQueueUrl: 'DELIVERIES_QUEUE_URL',
	pageCommandsQueueUrl: 'PAGE_COMMANDS_QUEUE_URL',
	mailCommandsQueueUrl: 'MAIL_COMMANDS_QUEUE_URL',
	deskCommandsQueueUrl: 'DESK_COMMANDS_QUEUE_URL',
	houseCommandsQueueUrl: 'HOUSE_COMMANDS_QUEUE_URL',
	factCommandsQueueUrl: 'FACT_COMMANDS_QUEUE_URL',
	hintsQueueUrl: 'HINTS_QUEUE_URL',
	outboundXQueueUrl: 'OUTBOUND_X_QUEUE_URL',
	outboundMetaQueueUrl: 'OUTBOUND_META_QUEUE_URL',
	outboundMailQueueUrl: 'OUTBOUND_MAIL_QUEUE_URL',
	mailRetriesQueueUrl: 'MAIL_RETRIES_QUEUE_URL',
	mediaQueueUrl: 'MEDIA_QUEUE_URL',
	erasuresQueueUrl: 'ERASURES_QUEUE_URL',
	searchCasesQueueUrl: 'SEARCH_CASES_QUEUE_URL',
	looksQueueUrl: 'LOOKS_QUEUE_URL',
	/** By its ARN a function knows which of its queues a message came by (shared/kernel/queues.ts). */
	deliveriesQueueArn: 'DELIVERIES_QUEUE_ARN',
	pageCommandsQueueArn: 'PAGE_COMMANDS_QUEUE_ARN',
	mailCommandsQueueArn: 'MAIL_COMMANDS_QUEUE_ARN',
	deskCommandsQueueArn: 'DESK_COMMANDS_QUEUE_ARN',
	houseCommandsQueueArn: 'HOUSE_COMMANDS_QUEUE_ARN',
	factCommandsQueueArn: 'FACT_COMMANDS_QUEUE_ARN',
	hintsQueueArn: 'HINTS_QUEUE_ARN',
	outboundXQueueArn: 'OUTBOUND_X_QUEUE_ARN',
	outboundMetaQueueArn: 'OUTBOUND_META_QUEUE_ARN',
	outboundMailQueueArn: 'OUTBOUND_MAIL_QUEUE_ARN',
	mediaQueueArn: 'MEDIA_QUEUE_ARN',
	erasuresQueueArn: 'ERASURES_QUEUE_ARN',
	searchCasesQueueArn: 'SEARCH_CASES_QUEUE_ARN',
	looksQueueArn: 'LOOKS_QUEUE_ARN',
	mailInQueueArn: 'MAIL_IN_QUEUE_ARN',
	mailRetriesQueueArn: 'MAIL_RETRIES_QUEUE_ARN',
	mailEventsQueueArn: 'MAIL_EVENTS_QUEUE_ARN',
	xWebhookSecretArn: 'X_WEBHOOK_SECRET_ARN',
	metaWebhookSecretArn: 'META_WEBHOOK_SECRET_ARN',
	xApiSecretArn: 'X_API_SECRET_ARN',
	metaApiSecretArn: 'META_API_SECRET_ARN',
	identitySecretArn: 'IDENTITY_SECRET_ARN',
	linkSecretArn: 'LINK_SECRET_ARN',
	addressSecretArn: 'ADDRESS_SECRET_ARN',
	searchSecretArn: 'SEARCH_SECRET_ARN',
	configurationSet: 'CONFIGURATION_SET',
	dataOrigin: 'DATA_ORIGIN',
	deskOrigin: 'DESK_ORIGIN',
	issuer: 'ISSUER',
	jwksUrl: 'JWKS_URL',
	audience: 'AUDIENCE',
	/** The origin of the page on which agents sign in. */
	signInOrigin: 'SIGN_IN_ORIGIN',
	emptyDeskOffers: 'EMPTY_DESK_OFFERS',
	/** The clients that agents sign in by, joined by commas; the desk's own is the first. */
	clientIds: 'CLIENT_IDS',
	/** The longest age of a token in seconds. */
	tokenSeconds: 'TOKEN_SECONDS',
	/** The claim of a token that lists the groups of its bearer. */
	groupsClaim: 'GROUPS_CLAIM',
	/** JSON: `[{"network":"x","id":"1001","handle":"hilft"}, …]` */
	ownAccounts: 'OWN_ACCOUNTS',
	mailFrom: 'MAIL_FROM',
	replyDomain: 'REPLY_DOMAIN',
	hotline: 'HOTLINE',
	companyName: 'COMPANY_NAME',
	privacyUrl: 'PRIVACY_URL',
	imprintUrl: 'IMPRINT_URL',
	/** How long an answer can be withdrawn before it leaves. */
	undoSeconds: 'UNDO_SECONDS',
	/** `everyone` or `summonedOnly`: whom X lets us answer by API (NETWORKS.md 2.8). */
	xAnswers: 'X_ANSWERS',
	/** JSON: what X charges, see shared/channels/x/prices.ts. */
	xPrices: 'X_PRICES',
	/** The number of newest answers to others that an answer is compared with. */
	lastTexts: 'LAST_TEXTS',
	/** JSON: what is personal data in a text, and what of it is ours, see shared/screening/settings.ts. */
	screening: 'SCREENING',
	/** The name of the parameter that stops all sending while it is not `on`. */
	sendingParameter: 'SENDING_PARAMETER',
	/** JSON: how fast private messages may leave, see shared/sending/pace.ts. */
	pace: 'PACE',
	erasureDays: 'ERASURE_DAYS',
	/** JSON: service hours and holidays, see shared/calendar/service-calendar.ts. */
	calendars: 'CALENDARS',
} as const

/** Names that several functions need. */
export const READ_CASE_TABLES = [ENV.factsTable, ENV.casesTable, ENV.contentTable] as const
/** What whoever takes a step of a case needs: its row in the queue is written with it. */
export const CASE_TABLES = [...READ_CASE_TABLES, ENV.queueTable] as const
export const AGENT_TABLES = [ENV.agentsTable, ENV.seenTable] as const
/** Who the agents are, what they do at the desk, and what is new in its lists. */
const DESK_TABLES = [...AGENT_TABLES, ENV.draftsTable, ENV.presenceTable, ENV.pulsesTable] as const
export const REQUESTS_AND_LEDGER = [ENV.requestsTable, ENV.ledgerTable] as const
export const VAULT_TABLES = [ENV.vaultTable, ENV.vaultKeysTable] as const
/** By their ARNs the worker knows who said a command. */
export const COMMAND_QUEUES = [
	ENV.pageCommandsQueueArn,
	ENV.mailCommandsQueueArn,
	ENV.deskCommandsQueueArn,
	ENV.houseCommandsQueueArn,
	ENV.factCommandsQueueArn,
] as const
export const OUTBOUND_QUEUES = [ENV.outboundXQueueUrl, ENV.outboundMetaQueueUrl, ENV.outboundMailQueueUrl] as const
export const BUCKETS = [ENV.rawBucket, ENV.mediaBucket] as const
/** What the API needs besides cases: what holds sending back, what Meta asked to delete, the search. */
const API_STORES = [
	ENV.sendLimitsTable,
	ENV.sendingParameter,
	ENV.deletionsTable,
	ENV.searchTable,
	ENV.searchSecretArn,
] as const
/** What handling a deletion request from Meta needs, at the callback and in the erasure. */
export const DELETIONS = [ENV.deletionsTable, ENV.erasuresQueueUrl, ENV.metaWebhookSecretArn] as const
/** What the erasure needs, besides the tables that it erases in with others. */
export const ERASURES = [
	...DELETIONS,
	ENV.erasureProgressTable,
	ENV.draftsTable,
	ENV.searchTable,
	ENV.erasuresQueueArn,
	ENV.addressSecretArn,
] as const
export const SIGN_IN = [
	ENV.issuer,
	ENV.jwksUrl,
	ENV.audience,
	ENV.clientIds,
	ENV.tokenSeconds,
	ENV.groupsClaim,
] as const
/** What the API needs, and so whoever acts by its routes. */
export const API = [
	...CASE_TABLES,
	...SIGN_IN,
	ENV.screening,
	ENV.hotline,
	ENV.mailFrom,
	ENV.ledgerTable,
	...API_STORES,
	...DESK_TABLES,
	ENV.mediaBucket,
	ENV.deskCommandsQueueUrl,
	ENV.looksQueueUrl,
	ENV.cursorsTable,
	ENV.erasureDays,
	ENV.calendars,
	ENV.ownAccounts,
	ENV.undoSeconds,
	ENV.xAnswers,
	ENV.xPrices,
	ENV.lastTexts,
] as const
/** What a session needs: where it is kept, and where the desk is. */
export const SESSIONS = [ENV.sessionsTable, ENV.deskOrigin] as const
export const COMPANY = [ENV.hotline, ENV.companyName, ENV.privacyUrl, ENV.imprintUrl] as const
/** What sending by any network needs besides that network's secret. */
export const NETWORK_OUTBOUND = [
	...CASE_TABLES,
	ENV.sendLimitsTable,
	ENV.pace,
	ENV.linkSecretArn,
	ENV.identitySecretArn,
	ENV.dataOrigin,
	ENV.companyName,
	ENV.hotline,
	ENV.sendingParameter,
] as const
/** What `stageScreening` reads: which personal data are ours. */
export const SCREENING = [ENV.screening, ENV.hotline, ENV.mailFrom] as const

export type EnvName = (typeof ENV)[keyof typeof ENV]

/** The value of `emptyDeskOffers` in a stage where nothing is played for practice. */
export const NOTHING_OFFERED = 'none'

/** The scopes of tokens: one for people at the desk, one for each kind of machine. */
export const SCOPES = { desk: 'hilft/desk', handover: 'hilft/handover', lookup: 'hilft/lookup' } as const
