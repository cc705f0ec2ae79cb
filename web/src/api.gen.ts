/** Stand-in until the server's contract is generated. */
export interface paths {
  '/api/v1/auth/bankid/orders': {
    post: {
      parameters: { query?: never; path?: never };
      requestBody: { content: { 'application/json': { mode: 'qr' | 'same-device' } } };
      responses: { 201: { content: { 'application/json': components['schemas']['OrderStarted'] } } };
    };
  };
  '/api/v1/auth/bankid/orders/{id}/collect': {
    post: {
      parameters: { query?: never; path: { id: string } };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['OrderStatus'] } } };
    };
  };
  '/api/v1/auth/bankid/orders/{id}/cancel': {
    post: { parameters: { query?: never; path: { id: string } }; requestBody?: never; responses: { 204: { content?: never } } };
  };
  '/api/v1/session': {
    get: {
      parameters: { query?: never; path?: never };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['SessionView'] } } };
    };
    delete: { parameters: { query?: never; path?: never }; requestBody?: never; responses: { 204: { content?: never } } };
  };
  '/api/v1/me/organizations': {
    get: {
      parameters: { query?: never; path?: never };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['MyOrganizations'] } } };
    };
  };
  '/api/v1/context': {
    put: {
      parameters: { query?: never; path?: never };
      requestBody: { content: { 'application/json': components['schemas']['ContextChoice'] } };
      responses: { 200: { content: { 'application/json': components['schemas']['SessionView'] } } };
    };
  };
  '/api/v1/members': {
    get: {
      parameters: { query?: never; path?: never };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['MemberList'] } } };
    };
  };
  '/api/v1/operator': {
    get: {
      parameters: { query?: never; path?: never };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['OperatorView'] } } };
    };
  };
  '/api/v1/overview': {
    get: {
      parameters: { query?: { period?: string }; path?: never };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['OverviewView'] } } };
    };
  };
  '/api/v1/insatser': {
    get: {
      parameters: {
        query: { period: string; q?: string; sort?: string; order?: 'asc' | 'desc'; cursor?: string; limit?: number };
        path?: never;
      };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['InsatsPage'] } } };
    };
    post: {
      parameters: { query?: never; path?: never };
      requestBody: { content: { 'application/json': components['schemas']['CreateInsats'] } };
      responses: { 201: { content: { 'application/json': components['schemas']['InsatsView'] } } };
    };
  };
  '/api/v1/insatser/{id}': {
    get: {
      parameters: { query?: never; path: { id: string } };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['InsatsView'] } } };
    };
    put: {
      parameters: { query?: never; path: { id: string } };
      requestBody: { content: { 'application/json': components['schemas']['InsatsForm'] } };
      responses: { 200: { content: { 'application/json': components['schemas']['InsatsView'] } } };
    };
    delete: { parameters: { query?: never; path: { id: string } }; requestBody?: never; responses: { 204: { content?: never } } };
  };
  '/api/v1/insatser/{id}/preview': {
    get: {
      parameters: { query?: never; path: { id: string } };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['Preview'] } } };
    };
  };
  '/api/v1/insatser/{id}/submission': {
    post: {
      parameters: { query?: never; path: { id: string } };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['InsatsReceipt'] } } };
    };
  };
  '/api/v1/insatser/{id}/receipt': {
    get: {
      parameters: { query?: never; path: { id: string } };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['InsatsReceipt'] } } };
    };
  };
  '/api/v1/insatser/{id}/requisitions': {
    post: {
      parameters: { query?: never; path: { id: string } };
      requestBody?: never;
      responses: { 201: { content: { 'application/json': components['schemas']['RequisitionView'] } } };
    };
  };
  '/api/v1/requisitions': {
    get: {
      parameters: { query: { period: string; q?: string; cursor?: string; limit?: number }; path?: never };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['RequisitionPage'] } } };
    };
  };
  '/api/v1/requisitions/{id}': {
    get: {
      parameters: { query?: never; path: { id: string } };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['RequisitionView'] } } };
    };
    put: {
      parameters: { query?: never; path: { id: string } };
      requestBody: { content: { 'application/json': components['schemas']['RequisitionForm'] } };
      responses: { 200: { content: { 'application/json': components['schemas']['RequisitionView'] } } };
    };
    delete: { parameters: { query?: never; path: { id: string } }; requestBody?: never; responses: { 204: { content?: never } } };
  };
  '/api/v1/requisitions/{id}/preview': {
    get: {
      parameters: { query?: never; path: { id: string } };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['Preview'] } } };
    };
  };
  '/api/v1/requisitions/{id}/submission': {
    post: {
      parameters: { query?: never; path: { id: string } };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['RequisitionReceipt'] } } };
    };
  };
  '/api/v1/requisitions/{id}/receipt': {
    get: {
      parameters: { query?: never; path: { id: string } };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['RequisitionReceipt'] } } };
    };
  };
  '/api/v1/offerter': {
    get: {
      parameters: { query: { period: string; q?: string; cursor?: string; limit?: number }; path?: never };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['OffertPage'] } } };
    };
  };
  '/api/v1/offerter/{id}': {
    get: {
      parameters: { query?: never; path: { id: string } };
      requestBody?: never;
      responses: { 200: { content: { 'application/json': components['schemas']['OffertView'] } } };
    };
  };
}
export interface components {
  schemas: {
    PeriodView: {
      id: string;
      code: string;
      startsOn: string;
      endsOn: string;
      lastRequisitionOn: string | null;
      open: boolean;
      current: boolean;
    };
    CardsView: {
      reservedOre: number;
      settledOre: number;
      remainingOre: number;
      allottedOre: number;
    };
    TabCounts: {
      insatser: number;
      offerter: number;
      requisitions: number;
    };
    BudgetLine: {
      description: string;
      netOre: number;
      vatOre: number;
    };
    InsatsForm: {
      responsiblePersonId: string | null;
      consultationDone: boolean | null;
      consultationOn: string | null;
      insatsType: 'kompetens' | 'handledning' | 'annan';
      startOn: string | null;
      endOn: string | null;
      lateStartReason: string;
      name: string;
      background: string;
      purpose: string;
      professions: string[];
      participantCount: number | null;
      supplierMode: 'fund' | 'self' | null;
      budget: components['schemas']['BudgetLine'][];
      qualityControlWanted: boolean | null;
      otherInfo: string;
    };
    CreateInsats: {
      period: string;
    };
    InsatsAmounts: {
      grantedOre: number;
      settledOre: number;
      remainingOre: number;
      requisitionableOre: number;
      pendingOre: number;
    };
    LinkedCase: {
      id: string;
      kind: 'offert' | 'requisition';
      number: string | null;
      date: string;
      status: string;
      statusLabel: string;
      amountOre: number;
    };
    DecisionView: {
      outcome: string;
      motivation: string;
      grantedOre: number;
      decidedAt: string;
    };
    InsatsView: {
      id: string;
      number: string | null;
      status: string;
      statusLabel: string;
      version: number;
      period: string;
      organizationName: string;
      orgNumber: string;
      vatTreatment: string;
      createdOn: string;
      submittedAt: string | null;
      submittedOn: string | null;
      updatedAt: string;
      responsibleName: string | null;
      contactName: string;
      form: components['schemas']['InsatsForm'];
      appliedOre: number;
      amounts: components['schemas']['InsatsAmounts'];
      decision: components['schemas']['DecisionView'] | null;
      linked: components['schemas']['LinkedCase'][];
      actions: components['schemas']['ActionView'][];
    };
    InsatsWarning: {
      code: string;
      message: string;
    };
    InsatsPreview: {
      errors: components['schemas']['FieldFault'][];
      warnings: components['schemas']['InsatsWarning'][];
    };
    InsatsReceipt: {
      id: string;
      number: string;
      name: string;
      receivedAt: string;
      hash: string;
      receiptTo: string;
    };
    InsatsListQuery: {
      period: string;
      q?: string;
      sort?: components['schemas']['InsatsSort'];
      order?: 'asc' | 'desc';
    };
    OverviewQuery: {
      period?: string;
    };
    InsatsRow: {
      id: string;
      number: string | null;
      createdOn: string;
      status: string;
      statusLabel: string;
      name: string;
      grantedOre: number;
      settledOre: number;
      remainingOre: number;
      contactName: string;
    };
    InsatsPage: {
      rows: components['schemas']['InsatsRow'][];
      next: string | null;
    };
    OverviewView: {
      periods: components['schemas']['PeriodView'][];
      period: string;
      cards: components['schemas']['CardsView'];
      counts: components['schemas']['TabCounts'];
      insatser: components['schemas']['InsatsPage'];
    };
    RequisitionLine: {
      description: string;
      netOre: number;
      vatOre: number;
    };
    RequisitionForm: {
      lines: components['schemas']['RequisitionLine'][];
      referenceNo: string;
      payeeSystem: 'bankgiro' | 'plusgiro' | null;
      payeeNumber: string;
      contactName: string;
      contactPhone: string;
      contactEmail: string;
      isFinal: boolean | null;
    };
    RequisitionView: {
      id: string;
      number: string | null;
      status: string;
      statusLabel: string;
      version: number;
      insatsId: string;
      insatsNumber: string;
      insatsName: string;
      period: string;
      organizationName: string;
      vatTreatment: string;
      createdOn: string;
      submittedAt: string | null;
      updatedAt: string;
      form: components['schemas']['RequisitionForm'];
      claimedOre: number;
      approvedOre: number;
      requisitionableOre: number;
      releasedIfFinalOre: number;
      decision: components['schemas']['DecisionView'] | null;
      actions: components['schemas']['ActionView'][];
    };
    RequisitionReceipt: {
      id: string;
      insatsId: string;
      number: string;
      claimedOre: number;
      receivedAt: string;
      hash: string;
      receiptTo: string;
    };
    RequisitionListQuery: {
      period: string;
      q?: string;
    };
    RequisitionRow: {
      id: string;
      number: string | null;
      createdOn: string;
      status: string;
      statusLabel: string;
      insatsId: string;
      insatsNumber: string;
      insatsName: string;
      claimedOre: number;
      approvedOre: number;
    };
    RequisitionPage: {
      rows: components['schemas']['RequisitionRow'][];
      next: string | null;
    };
    CompleteContact: {
      contactName: string;
      contactPhone: string;
      contactEmail: string;
    };
    OffertLineView: {
      description: string;
      quantity: string;
      unitOre: number;
      totalOre: number;
    };
    OffertView: {
      id: string;
      number: string;
      status: string;
      statusLabel: string;
      issuedOn: string;
      validThrough: string;
      totalOre: number;
      content: string;
      lines: components['schemas']['OffertLineView'][];
      insatsId: string;
      insatsNumber: string;
      insatsName: string;
      period: string;
    };
    OffertListQuery: {
      period: string;
      q?: string;
    };
    OffertRow: {
      id: string;
      number: string;
      issuedOn: string;
      validThrough: string;
      status: string;
      statusLabel: string;
      insatsId: string;
      insatsNumber: string;
      insatsName: string;
      totalOre: number;
    };
    OffertPage: {
      rows: components['schemas']['OffertRow'][];
      next: string | null;
    };
    ActionView: {
      name: string;
      label: string;
      allowed: boolean;
      why: string | null;
      whyText: string | null;
    };
    OrderStarted: {
      id: string;
      csrfToken: string;
      pollMs: number;
      mode: string;
      qr?: string;
      autoStartToken?: string;
      launch?: { universal: string; scheme: string };
    };
    OrderStatus: {
      status: 'pending' | 'complete' | 'failed';
      hint: string;
      messageKey: string;
      message: string;
      qr?: string;
      next?: string;
    };
    SessionView: {
      authenticated: boolean;
      csrfToken?: string;
      person?: { id: string; name: string };
      context?: {
        kind: 'none' | 'employer' | 'staff';
        organization: components['schemas']['OrganizationView'] | null;
        title: string | null;
        roles: { code: string; label: string }[];
        permissions: string[];
      };
      choices?: number;
      idleExpiresAt?: string;
      expiresAt?: string;
      simulator?: boolean;
    };
    OrganizationView: { id: string; name: string; type: string; typeLabel: string; orgNumber: string };
    OrganizationChoice: { id: string; name: string; type: string; typeLabel: string; orgNumber: string; title: string | null };
    MyOrganizations: {
      organizations: components['schemas']['OrganizationChoice'][];
      staff: { roles: { code: string; label: string }[] } | null;
    };
    ContextChoice: { kind: 'employer' | 'staff'; organizationId?: string };
    Colleague: { personId: string; name: string; title: string | null };
    MemberList: { members: components['schemas']['Colleague'][] };
    OperatorView: {
      name: string;
      productName: string;
      address: string;
      supportPhone: string;
      mainPhone: string;
      supportEmail: string;
      senderEmail: string;
      orgNumber: string;
      siteUrl: string;
      links: { label: string; url: string }[];
      social: { label: string; url: string }[];
    };
    Fault: { path: string; code: string; message: string };
    Preview: { errors: components['schemas']['Fault'][]; warnings: components['schemas']['InsatsWarning'][] };
  };
}
