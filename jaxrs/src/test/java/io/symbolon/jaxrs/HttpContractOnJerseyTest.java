package io.symbolon.jaxrs;

import io.symbolon.http.contract.ContractServer;
import io.symbolon.http.contract.CrossSiteContract;
import io.symbolon.http.contract.DbscContract;
import io.symbolon.http.contract.DeviceContract;
import io.symbolon.http.contract.DpopContract;
import io.symbolon.http.contract.EndPageContract;
import io.symbolon.http.contract.EndpointsContract;
import io.symbolon.http.contract.FamiliarityContract;
import io.symbolon.http.contract.FeedContract;
import io.symbolon.http.contract.FilterContract;
import io.symbolon.http.contract.HostileRequestContract;
import io.symbolon.http.contract.IntrospectionContract;
import io.symbolon.http.contract.LockoutContract;
import io.symbolon.http.contract.MountContract;
import io.symbolon.http.contract.NamingContract;
import io.symbolon.http.contract.NavigationContract;
import io.symbolon.http.contract.OutsideContract;
import io.symbolon.http.contract.RefreshContract;
import io.symbolon.http.contract.RequestContextContract;
import io.symbolon.http.contract.StepUpContract;
import io.symbolon.http.contract.TokenRevocationContract;
import io.symbolon.http.contract.TransportContract;
import org.junit.jupiter.api.Nested;

/** The HTTP contract of a Jakarta REST application in Jersey. */
class HttpContractOnJerseyTest {
    private static final ContractServer SERVER = new JerseyServer();

    @Nested
    class CrossSite extends CrossSiteContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class Devices extends DeviceContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class Endpoint extends EndpointsContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class Filter extends FilterContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class HostileRequests extends HostileRequestContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }

        /** Grizzly's answer to a path that is no URI, before Jersey sees it. */
        @Override
        protected int worstStatusOfAPath() {
            return 500;
        }
    }

    @Nested
    class Mounted extends MountContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class Refresh extends RefreshContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class Contexts extends RequestContextContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class Transports extends TransportContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class Lockout extends LockoutContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class Navigating extends NavigationContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class Outside extends OutsideContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class SteppingUp extends StepUpContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class Naming extends NamingContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class Ending extends EndPageContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class KnownDevices extends FamiliarityContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class Dpop extends DpopContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class DeviceBound extends DbscContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class Feeding extends FeedContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class Introspecting extends IntrospectionContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }

    @Nested
    class RevokingTokens extends TokenRevocationContract {
        @Override
        protected ContractServer server() {
            return SERVER;
        }
    }
}
