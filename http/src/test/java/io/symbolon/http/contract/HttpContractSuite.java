package io.symbolon.http.contract;

import org.junit.jupiter.api.Nested;

/** The whole contract, for the test of an adapter to extend: one that is added here is run by each of them. */
public abstract class HttpContractSuite {
    /** The adapter in its server. */
    protected abstract ContractServer server();

    @Nested
    class CrossSite extends CrossSiteContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class DeviceBound extends DbscContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Dpop extends DpopContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class DpopOfVerifier extends VerifierDpopContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class SoftwareBound extends SoftwareContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Devices extends DeviceContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Endpoint extends EndpointsContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Filter extends FilterContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class HostileRequests extends HostileRequestContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Mounted extends MountContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Refresh extends RefreshContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Contexts extends RequestContextContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Transports extends TransportContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Lockout extends LockoutContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Navigating extends NavigationContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Outside extends OutsideContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class SteppingUp extends StepUpContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Naming extends NamingContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Ending extends EndPageContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class KnownDevices extends FamiliarityContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Feeding extends FeedContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class Introspecting extends IntrospectionContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }

    @Nested
    class RevokingTokens extends TokenRevocationContract {
        @Override
        protected ContractServer server() {
            return HttpContractSuite.this.server();
        }
    }
}
