/** The header by which a bounce or complaint finds its request again; SES replaces the Message-ID. */
export const ISSUE_HEADER = 'X-Hilft-Issue'

/** `<request>.<issue>`, in the header and in the tag `issue`. */
export const correlationOf = (requestId: string, issue: number): string => `${requestId}.${issue}`
