/**
 * The system as the synthesised template describes it, with every reference resolved to the name or address the
 * embedded parts use. Read from the template once at start; everything the local run knows about functions, routes,
 * queues, schedules and rights comes from here.
 */

/** The account id of the embedded parts. No AWS account can have it, which is how a deployed function knows a local secret. */
export const LOCAL_ACCOUNT = '000000000000'
export const LOCAL_REGION = 'eu-central-1'

export type LocalFunction = {
	/** Logical id in the template; also the name in logs and in `AWS_LAMBDA_FUNCTION_NAME`. */
	readonly name: string
	/** The construct path's readable last part, e.g. `intake-x`. */
	readonly label: string
	/** Folder with the bundle as it would be deployed. */
	readonly codeDirectory: string
	/** `index.handler` */
	readonly handler: string
	/** Exactly the variables of the template, resolved. */
	readonly environment: Readonly<Record<string, string>>
	readonly timeoutSeconds: number
	readonly memoryMegabytes: number
	/** Logical id of the role; its statements are in `System.roles`. */
	readonly role: string
}

export type QueueMapping = {
	readonly kind: 'queue'
	readonly function: string
	readonly queueArn: string
	readonly batchSize: number
	readonly maximumBatchingWindowSeconds: number
	readonly maximumConcurrency: number
	readonly reportsBatchItemFailures: boolean
}

export type StreamMapping = {
	readonly kind: 'stream'
	readonly function: string
	/** Name of the table whose stream is read. */
	readonly tableName: string
	readonly batchSize: number
	readonly maximumBatchingWindowSeconds: number
	readonly startingPosition: 'TRIM_HORIZON' | 'LATEST'
	readonly maximumRetryAttempts: number
	readonly maximumRecordAgeSeconds: number
	readonly bisectsOnError: boolean
	readonly reportsBatchItemFailures: boolean
	/** ARN of the queue that gets the metadata of a batch that failed for good. */
	readonly failureQueueArn?: string | undefined
	/** The pattern of `FilterCriteria`, if any. */
	readonly filterPatterns: readonly string[]
}

export type Schedule = {
	readonly name: string
	readonly function: string
	/** `rate(5 minutes)` */
	readonly expression: string
	/** The constant input, parsed, if the template has one. */
	readonly input?: unknown
}

export type LocalRoute = {
	/** `GET`, `POST`, …, or `ANY`. `$default` has method `ANY` and path `/{proxy+}`. */
	readonly method: string
	/** `/api/cases/{id}` or `/api/{proxy+}` */
	readonly path: string
	readonly function: string
	/** Absent where anybody may call. */
	readonly authorizer?: JwtAuthorizer | undefined
}

/** The authorizer before a route. */
export type JwtAuthorizer = {
	readonly issuer: string
	/** One of them must be the `aud` of a token, or without one its `client_id`. */
	readonly audiences: readonly string[]
	/** One of them a token must have; none: any token will do. */
	readonly scopes: readonly string[]
}

export type HttpApi = {
	readonly name: string
	readonly label: string
	readonly routes: readonly LocalRoute[]
	/** A line of its access log, with `$context.…` in place of values; absent without a log. */
	readonly accessLogFormat?: string | undefined
}

/** An identity policy statement, resolved: the closed subset that the proxy evaluates. */
export type Statement = {
	readonly effect: 'Allow' | 'Deny'
	readonly actions: readonly string[]
	readonly resources: readonly string[]
	/** Operator → key → values; only `StringEquals` and `ForAllValues:StringEquals` are understood. */
	readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

export type IamRole = { readonly name: string; readonly statements: readonly Statement[] }

export type LocalTable = {
	readonly name: string
	readonly arn: string
	/** The body of CreateTable, billing mode included. */
	readonly definition: Readonly<Record<string, unknown>>
	readonly timeToLiveAttribute?: string | undefined
	readonly hasStream: boolean
	/** The stream's ARN as roles and mappings name it; the proxy maps it to dynoxide's. */
	readonly streamArn?: string | undefined
}

export type LocalQueue = {
	readonly name: string
	readonly arn: string
	readonly url: string
	/** Attributes as CreateQueue takes them, redrive policy resolved to ARNs. */
	readonly attributes: Readonly<Record<string, string>>
}

export type LocalBucket = {
	readonly name: string
	readonly arn: string
	/** How long objects under a prefix are stored. */
	readonly expirations?: readonly { readonly prefix: string; readonly days: number }[] | undefined
}

export type LocalTopicSubscription = { readonly topicArn: string; readonly queueArn: string; readonly raw: boolean }

/** What SES does with mails to these recipients: addresses or domains. */
export type LocalReceiptRule = {
	readonly recipients: readonly string[]
	readonly bucket: string
	readonly prefix: string
	readonly topicArn: string
}

export type System = {
	readonly functions: readonly LocalFunction[]
	readonly queueMappings: readonly QueueMapping[]
	readonly streamMappings: readonly StreamMapping[]
	readonly schedules: readonly Schedule[]
	readonly httpApis: readonly HttpApi[]
	readonly roles: Readonly<Record<string, IamRole>>
	readonly tables: readonly LocalTable[]
	readonly queues: readonly LocalQueue[]
	readonly buckets: readonly LocalBucket[]
	readonly keys: readonly { readonly id: string; readonly arn: string }[]
	readonly secrets: readonly { readonly label: string; readonly arn: string }[]
	readonly topics: readonly { readonly name: string; readonly arn: string }[]
	readonly subscriptions: readonly LocalTopicSubscription[]
	/** Absent when no mail is received. */
	readonly receiptRules?: readonly LocalReceiptRule[] | undefined
	/** Verified senders: addresses or domains. */
	readonly mailIdentities: readonly string[]
	readonly configurationSets: readonly string[]
	/** SSM parameters the template creates: name to value. */
	readonly parameters: Readonly<Record<string, string>>
}
