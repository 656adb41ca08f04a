package io.symbolon.benchmarks.web;

import java.security.Principal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint: who calls? */
@RestController
class Orders {
    @GetMapping(OrdersApplication.PATH)
    String orders(Principal caller) {
        return caller.getName();
    }
}
