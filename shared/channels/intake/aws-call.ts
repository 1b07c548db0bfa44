/** A request to AWS from a webhook, before it is signed. */
export type AwsRequest = {
	readonly service: 'sqs' | 's3' | 'secretsmanager'
	/** The part of the host name before the service: the bucket. */
	readonly subdomain?: string | undefined
	readonly method: 'POST' | 'PUT'
	readonly path: string
	readonly headers: Readonly<Record<string, string>>
	readonly body: string | Uint8Array
}

/** `reason` is key-like: `timeout`, node's error code, or `<status>.<AWS's error name>`. */
export type AwsAnswer = { readonly ok: true; readonly body: string } | { readonly ok: false; readonly reason: string }

/** Answers within 4.5 seconds and never throws: networks wait 3 to 5 seconds for us. */
export type AwsCall = (request: AwsRequest) => Promise<AwsAnswer>
